package io.bisocket.spring;

import io.bisocket.KeyRing;
import java.util.concurrent.CompletableFuture;

/**
 * The keys of the auto-configured server and clients, which can be replaced while both run. To be
 * injected. Thread-safe.
 *
 * <pre>
 *   bisocket.crypto-key, bisocket.keys ─── refresh() ───► server and clients
 * </pre>
 *
 * <p>Where Spring Cloud refreshes the environment, nobody needs to call {@link #refresh()}.
 */
public interface BiSocketKeys {

    /** The keys in force, or those of the next start. */
    KeyRing ring();

    /**
     * Reads the keys again, from the environment or from the application's {@link KeyRing} or
     * {@link io.bisocket.CryptoKey} bean, and puts them in force. Connections whose key is no
     * longer there end at once, all others go on.
     *
     * <p>Changes nothing, and logs an error, if the keys cannot be read, if only the built-in one
     * would be left, if a client's {@code key-name} is not among them, or if the Python format is
     * enabled and no key is without a name.
     *
     * <p>Clients go over to theirs in the background, as {@link
     * io.bisocket.BiSocketClient#key(io.bisocket.CryptoKey)} describes; in the Python format, at
     * their next start.
     *
     * @return completes when the keys are in force at the server; a passphrase takes about a
     *     second. Fails with what was logged
     */
    CompletableFuture<Void> refresh();
}
