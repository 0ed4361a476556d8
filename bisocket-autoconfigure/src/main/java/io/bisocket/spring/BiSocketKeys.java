package io.bisocket.spring;

import io.bisocket.KeyRing;
import java.util.concurrent.CompletableFuture;

/**
 * The keys of the auto-configured server and client, which can be replaced while both run. To be
 * injected. Thread-safe.
 *
 * <pre>
 *   bisocket.crypto-key, bisocket.keys ─── refresh() ───► server and client
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
     * would be left, if the client's {@code bisocket.client.key-name} is not among them, or if the
     * Python format is enabled and no key is without a name.
     *
     * @return completes when the keys are in force; a passphrase takes about a second. Fails with
     *     what was logged
     */
    CompletableFuture<Void> refresh();
}
