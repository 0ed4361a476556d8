package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import io.bisocket.CryptoKey;
import io.bisocket.KeyRing;
import io.bisocket.MessageSpec;
import io.bisocket.NotConnectedException;
import io.bisocket.spring.ConnectionEvent;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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

    private final ClientSettings settings;
    private final Supplier<BiSocketClient.Builder> builders;
    private final Consumer<ConnectionEvent> publisher;
    private volatile @Nullable BiSocketClient current;
    private boolean closed;

    /**
     * @param settings what the properties say
     * @param builders gives a builder with all settings for each start
     * @param publisher told what happens to the connection
     */
    ContextClient(
            ClientSettings settings,
            Supplier<BiSocketClient.Builder> builders,
            Consumer<ConnectionEvent> publisher) {
        this.settings = settings;
        this.builders = builders;
        this.publisher = publisher;
    }

    /** Makes the client usable again after it was closed. */
    synchronized void reopen() {
        if (closed) {
            closed = false;
            current = null;
        }
    }

    ClientSettings settings() {
        return settings;
    }

    /**
     * Goes over to this key in the background if the client is in use, and from the next start on
     * if the format cannot do that.
     */
    void replaceKey(KeyRing.Entry former, KeyRing.Entry key) {
        BiSocketClient client = current;
        if (client == null || key.equals(former)) {
            return;
        }
        try {
            use(client, key)
                    .whenComplete(
                            (used, failure) -> {
                                if (failure != null) {
                                    log.warn("{} does not use {}", settings.names(), key, failure);
                                }
                            });
        } catch (IllegalStateException e) {
            log.warn("{} uses {} when it is started again", settings.names(), key, e);
        }
    }

    private static CompletableFuture<Void> use(BiSocketClient client, KeyRing.Entry key) {
        return key.name() == null ? client.key(key.key()) : client.key(key.name(), key.key());
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
            client =
                    builders.get()
                            .listener(new ConnectionLog(settings.names(), System::nanoTime))
                            .listener(
                                    new ConnectionEvents(
                                            this, settings.names().client(), publisher))
                            .build();
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
    public List<InetSocketAddress> serverAddresses() {
        return client().serverAddresses();
    }

    @Override
    public @Nullable InetSocketAddress remoteAddress() {
        BiSocketClient client = current;
        return client == null ? null : client.remoteAddress();
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
