package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import io.bisocket.CryptoKey;
import io.bisocket.KeyRing;
import io.bisocket.MessageSpec;
import io.bisocket.NotConnectedException;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client that is injected: stands for one that is made by its first use, at the latest at the
 * start, and for the next one after a restart of the context. Thread-safe.
 */
final class ContextClient implements BiSocketClient {

    private static final Logger log = LoggerFactory.getLogger(ContextClient.class);

    private final Supplier<BiSocketClient.Builder> builders;
    private volatile @Nullable BiSocketClient current;
    private boolean closed;

    /**
     * @param builders gives a builder with all settings for each start
     */
    ContextClient(Supplier<BiSocketClient.Builder> builders) {
        this.builders = builders;
    }

    /** Makes the client usable again after it was closed. */
    synchronized void reopen() {
        if (closed) {
            closed = false;
            current = null;
        }
    }

    /** Uses this key from the next start on. */
    CompletableFuture<Void> replaceKey(KeyRing.Entry former, KeyRing.Entry key) {
        if (current != null && !key.key().equals(former.key())) {
            log.warn("The client uses its new key, {}, when it is started again", key);
        }
        return CompletableFuture.completedFuture(null);
    }

    private BiSocketClient client() {
        BiSocketClient client = current;
        return client != null ? client : made();
    }

    private synchronized BiSocketClient made() {
        BiSocketClient client = current;
        if (client == null) {
            if (closed) {
                throw new NotConnectedException("the client was closed", null);
            }
            client = builders.get().build();
            current = client;
        }
        return client;
    }

    private synchronized @Nullable BiSocketClient closing() {
        closed = true;
        return current;
    }

    @Override
    public UUID id() {
        return client().id();
    }

    @Override
    public InetSocketAddress serverAddress() {
        return client().serverAddress();
    }

    @Override
    public String dialect() {
        return client().dialect();
    }

    @Override
    public boolean isConnected() {
        BiSocketClient client = current;
        return client != null && client.isConnected();
    }

    @Override
    public @Nullable BiSocketException lastError() {
        BiSocketClient client = current;
        return client == null ? null : client.lastError();
    }

    @Override
    public void connect() {
        client().connect();
    }

    @Override
    public CompletableFuture<Void> key(CryptoKey key) {
        return client().key(key);
    }

    @Override
    public CompletableFuture<Void> key(String name, CryptoKey key) {
        return client().key(name, key);
    }

    @Override
    public CompletableFuture<Void> connectAsync() {
        return client().connectAsync();
    }

    @Override
    public CompletableFuture<Void> start() {
        return client().start();
    }

    @Override
    public MessageSpec method(String method) {
        return client().method(method);
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        BiSocketClient client = closing();
        return client == null ? CompletableFuture.completedFuture(null) : client.closeAsync();
    }

    @Override
    public void close() {
        BiSocketClient client = closing();
        if (client != null) {
            client.close();
        }
    }
}
