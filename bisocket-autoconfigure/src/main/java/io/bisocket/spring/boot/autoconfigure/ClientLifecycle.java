package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketException;
import io.bisocket.CryptoKeyException;
import io.bisocket.HandshakeException;
import io.bisocket.spring.BiSocketServerInitializedEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;

/**
 * Connects the clients before servers start, and closes them after they have stopped, so that
 * whatever these handle can use them.
 */
final class ClientLifecycle
        implements SmartLifecycle, ApplicationListener<BiSocketServerInitializedEvent> {

    /** Below the phases of web servers, which are at 1024 and 2048 below the default. */
    static final int PHASE = DEFAULT_PHASE - 3072;

    private static final Logger log = LoggerFactory.getLogger(ClientLifecycle.class);

    private final List<ContextClient> clients;
    private volatile boolean running;

    ClientLifecycle(List<ContextClient> clients) {
        this.clients = clients;
    }

    /**
     * Begins to connect all of them, and waits for each one's first attempt, so that runners and
     * schedules find connected clients.
     */
    @Override
    public void start() {
        clients.forEach(ContextClient::reopen);
        clients.forEach(ContextClient::start);
        clients.forEach(ClientLifecycle::connect);
        running = true;
    }

    /** The application's own server is there now: its clients need not wait any longer. */
    @Override
    public void onApplicationEvent(BiSocketServerInitializedEvent event) {
        int port = event.server().port();
        clients.stream()
                .filter(client -> running && !client.isConnected())
                .filter(client -> OwnAddresses.isPort(port, client.serverAddress()))
                .forEach(ClientLifecycle::connect);
    }

    private static void connect(ContextClient client) {
        ClientSettings settings = client.settings();
        try {
            client.connect();
            log.info(
                    "bisocket: {} is connected to {} ({})",
                    settings.names(),
                    server(client),
                    client.dialect());
        } catch (BiSocketException e) {
            if (e instanceof CryptoKeyException) {
                throw e;
            }
            if (settings.failFast()) {
                throw new ClientStartException(settings.names(), server(client), e);
            }
            notConnected(settings, e);
        }
    }

    /** Another key or format does not come right by itself, as a server that is not there may. */
    private static void notConnected(ClientSettings settings, BiSocketException why) {
        log.atLevel(why instanceof HandshakeException ? Level.WARN : Level.INFO)
                .log(
                        "bisocket: {} is not connected yet, and goes on trying: {}",
                        settings.names(),
                        why.getMessage());
    }

    @Override
    public void stop() {
        running = false;
        clients.forEach(ContextClient::closeAsync);
        clients.forEach(ContextClient::close);
    }

    @Override
    public void stop(Runnable callback) {
        running = false;
        CompletableFuture.allOf(
                        clients.stream()
                                .map(ContextClient::closeAsync)
                                .toArray(CompletableFuture[]::new))
                .whenComplete((closed, failure) -> callback.run());
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    private static String server(ContextClient client) {
        return Addresses.text(client.serverAddress());
    }
}
