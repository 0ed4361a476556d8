package io.bisocket.internal.client;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import io.bisocket.ClientListener;
import io.bisocket.SocketRole;
import io.bisocket.internal.session.SerialLane;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners of a connection, in the order of events. Thread-safe. */
final class Notifier {

    private static final Logger log = LoggerFactory.getLogger(Notifier.class);

    private final BiSocketClient client;
    private final List<ClientListener> listeners;
    private final SerialLane lane;

    Notifier(BiSocketClient client, List<ClientListener> listeners, Executor threads) {
        this.client = client;
        this.listeners = listeners;
        this.lane = new SerialLane(threads);
    }

    void connected() {
        tell(listener -> listener.connected(client));
    }

    void replaced() {
        tell(listener -> listener.sessionReplaced(client));
    }

    void attemptFailed(InetSocketAddress server, BiSocketException cause) {
        tell(listener -> listener.attemptFailed(client, server, cause));
    }

    void connectionLost(BiSocketException cause) {
        tell(listener -> listener.connectionLost(client, cause));
    }

    void socketLost(SocketRole role) {
        tell(listener -> listener.socketLost(client, role));
    }

    void socketResumed(SocketRole role) {
        tell(listener -> listener.socketResumed(client, role));
    }

    private void tell(Consumer<ClientListener> event) {
        listeners.forEach(listener -> lane.execute(() -> tell(listener, event)));
    }

    private static void tell(ClientListener listener, Consumer<ClientListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException e) {
            log.error("A client listener failed", e);
        }
    }
}
