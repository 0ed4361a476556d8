package io.bisocket.internal.keys;

import io.bisocket.CryptoKey;
import io.bisocket.internal.crypto.KeyId;
import io.bisocket.internal.crypto.SecretBytes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The one key with which a client opens its sessions, ready for handshakes. Thread-safe. */
public final class ClientKey {

    private final KeyId id;
    private final SecretBytes psk;

    private ClientKey(KeyId id, SecretBytes psk) {
        this.id = id;
        this.psk = psk;
    }

    /**
     * Prepares a key. That takes up to a second for a passphrase, once per process and service
     * name, and microseconds for any other key.
     *
     * @param name the name of the key in the server's ring; null for the key without one
     * @param executor runs the preparation, and must not be an event loop; if it refuses, the
     *     result fails with its {@code RejectedExecutionException}
     * @throws IllegalArgumentException if the name is blank
     */
    public static CompletableFuture<ClientKey> prepare(
            @Nullable String name, CryptoKey key, String serviceName, Executor executor) {
        if (name != null && name.isBlank()) {
            throw new IllegalArgumentException("the name of a key must not be blank");
        }
        return CompletableFuture.completedFuture(KeyIds.ofName(name))
                .thenApplyAsync(
                        id -> new ClientKey(id, HandshakePsk.derive(name, key, serviceName)),
                        executor);
    }

    /** Which key the hello names. */
    public KeyId id() {
        return id;
    }

    /**
     * The psk for one handshake: a copy, for the caller to destroy when the handshake has read it.
     *
     * @throws IllegalStateException if the key has been destroyed
     */
    public SecretBytes psk() {
        return psk.copy();
    }

    /** Wipes the key; again is harmless. Handshakes that have read their psk are not disturbed. */
    public void destroy() {
        psk.destroy();
    }

    @Override
    public String toString() {
        return "ClientKey[" + id + "]";
    }
}
