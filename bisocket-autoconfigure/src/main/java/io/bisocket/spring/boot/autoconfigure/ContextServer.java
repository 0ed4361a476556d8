package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.Audience;
import io.bisocket.BiSocketServer;
import io.bisocket.ClientGroup;
import io.bisocket.ClientSession;
import io.bisocket.ClientTarget;
import io.bisocket.ConnectedClients;
import io.bisocket.KeyRing;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The server that is injected: stands for the one that runs while the application context does, and
 * for the next one after a restart of the context. Thread-safe.
 */
final class ContextServer implements BiSocketServer {

    private final Supplier<BiSocketServer.Builder> builders;
    private final ConnectedClients connected = new ContextClients(this::currentOrNone);
    private volatile @Nullable BiSocketServer current;
    private volatile @Nullable RuntimeException lastError;

    /**
     * @param builders gives a builder with all settings for each start
     */
    ContextServer(Supplier<BiSocketServer.Builder> builders) {
        this.builders = builders;
    }

    synchronized void start() {
        if (isRunning()) {
            return;
        }
        try {
            current = builders.get().start();
            lastError = null;
        } catch (RuntimeException e) {
            lastError = e;
            throw e;
        }
    }

    /**
     * Uses these keys from now on, if the server runs.
     *
     * @return completes when they are in force
     */
    synchronized CompletableFuture<Void> replaceKeys(KeyRing keys) {
        BiSocketServer server = current;
        if (server == null || !server.isRunning()) {
            return CompletableFuture.completedFuture(null);
        }
        return server.keys(keys);
    }

    /** Why the last start failed; null if it did not. */
    @Nullable RuntimeException lastError() {
        return lastError;
    }

    /**
     * Where the server listens.
     *
     * @throws IllegalStateException before the first start
     */
    @Override
    public InetSocketAddress address() {
        return started().address();
    }

    /**
     * The wire formats that clients may speak.
     *
     * @throws IllegalStateException before the first start
     */
    @Override
    public List<String> dialects() {
        return started().dialects();
    }

    /**
     * Accepts other keys until the server stops; the next start begins with the configured ones.
     *
     * @throws IllegalStateException before the first start
     */
    @Override
    public CompletableFuture<Void> keys(KeyRing keys) {
        return started().keys(keys);
    }

    @Override
    public boolean isRunning() {
        BiSocketServer server = current;
        return server != null && server.isRunning();
    }

    @Override
    public Collection<ClientSession> clients() {
        BiSocketServer server = current;
        return server == null ? List.of() : server.clients();
    }

    @Override
    public ClientTarget client(UUID id) {
        return connected.client(id);
    }

    @Override
    public ClientGroup group(String name) {
        return connected.group(name);
    }

    @Override
    public Audience user(String principalName) {
        return connected.user(principalName);
    }

    @Override
    public Audience all() {
        return connected.all();
    }

    @Override
    public CompletableFuture<Void> stop() {
        BiSocketServer server = current;
        return server == null ? CompletableFuture.completedFuture(null) : server.stop();
    }

    @Override
    public void close() {
        BiSocketServer server = current;
        if (server != null) {
            server.close();
        }
    }

    private ConnectedClients currentOrNone() {
        BiSocketServer server = current;
        return server == null ? ConnectedClients.none() : server;
    }

    private BiSocketServer started() {
        BiSocketServer server = current;
        if (server == null) {
            throw new IllegalStateException(
                    "the bisocket server does not listen yet: it starts when the application"
                            + " context has been refreshed, and publishes a"
                            + " BiSocketServerInitializedEvent");
        }
        return server;
    }
}
