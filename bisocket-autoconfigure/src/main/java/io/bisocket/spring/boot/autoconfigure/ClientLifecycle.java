package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketException;
import io.bisocket.CryptoKeyException;
import io.bisocket.HandshakeException;
import io.bisocket.spring.BiSocketServerInitializedEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;

/**
 * Connects the clients before servers start, and closes them after they have stopped, so that
 * whatever these handle can use them. A client of the application's own server is connected when
 * that has started.
 */
final class ClientLifecycle
        implements SmartLifecycle, ApplicationListener<BiSocketServerInitializedEvent> {

    /** Below the phases of web servers, which are at 1024 and 2048 below the default. */
    static final int PHASE = DEFAULT_PHASE - 3072;

    private static final Logger log = LoggerFactory.getLogger(ClientLifecycle.class);

    private final List<ContextClient> clients;
    private final boolean serverToStart;
    private final Map<ContextClient, BiSocketException> waiting = new ConcurrentHashMap<>();
    private volatile boolean running;

    /**
     * @param serverToStart whether the application has a server, which starts after this
     */
    ClientLifecycle(List<ContextClient> clients, boolean serverToStart) {
        this.clients = clients;
        this.serverToStart = serverToStart;
    }

    /**
     * Begins to connect all of them, and waits for each one's first attempt, so that runners and
     * schedules find connected clients.
     */
    @Override
    public void start() {
        waiting.clear();
        clients.forEach(ContextClient::reopen);
        clients.forEach(ContextClient::start);
        clients.forEach(client -> connect(client, serverToStart && isOfThisMachine(client)));
        running = true;
    }

    /** The application's own server is there now: its clients need not wait any longer. */
    @Override
    public void onApplicationEvent(BiSocketServerInitializedEvent event) {
        int port = event.server().port();
        clients.stream()
                .filter(client -> running && !client.isConnected())
                .filter(client -> isOfPort(client, port))
                .forEach(client -> connect(client, false));
        waiting.forEach(
                (client, failure) -> {
                    if (!isOfPort(client, port)) {
                        fail(client, failure);
                    }
                });
        waiting.clear();
    }

    private void connect(ContextClient client, boolean mayWait) {
        ClientSettings settings = client.settings();
        try {
            client.connect();
        } catch (BiSocketException e) {
            if (e instanceof CryptoKeyException) {
                throw e;
            }
            if (!settings.failFast()) {
                notConnected(settings, e);
            } else if (mayWait && !(e instanceof HandshakeException)) {
                waiting.put(client, e);
            } else {
                fail(client, e);
            }
        }
    }

    private static void fail(ContextClient client, BiSocketException why) {
        throw new ClientStartException(
                client.settings().names(), Addresses.text(client.serverAddresses()), why);
    }

    /** Another key or format does not come right by itself, as a server that is not there may. */
    private static void notConnected(ClientSettings settings, BiSocketException why) {
        log.atLevel(why instanceof HandshakeException ? Level.WARN : Level.INFO)
                .log(
                        "bisocket: {} is not connected yet, and goes on trying: {}",
                        settings.names(),
                        why.getMessage());
    }

    private static boolean isOfThisMachine(ContextClient client) {
        return client.serverAddresses().stream().anyMatch(OwnAddresses::isHere);
    }

    private static boolean isOfPort(ContextClient client, int port) {
        return client.serverAddresses().stream()
                .anyMatch(address -> OwnAddresses.isPort(port, address));
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
}
