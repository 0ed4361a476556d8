package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import io.bisocket.ClientListener;
import io.bisocket.SocketRole;
import io.bisocket.spring.ConnectionEvent;
import io.bisocket.spring.ConnectionFailedEvent;
import io.bisocket.spring.ConnectionLostEvent;
import io.bisocket.spring.ConnectionOpenedEvent;
import io.bisocket.spring.SessionReplacedEvent;
import io.bisocket.spring.SocketLostEvent;
import io.bisocket.spring.SocketResumedEvent;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/**
 * Publishes what happens to a client's connection as events of the application context. Called for
 * one event after the other.
 */
final class ConnectionEvents implements ClientListener {

    private final BiSocketClient injected;
    private final String name;
    private final Consumer<ConnectionEvent> publisher;
    private boolean again;

    /**
     * @param injected the client as the application knows it
     */
    ConnectionEvents(BiSocketClient injected, String name, Consumer<ConnectionEvent> publisher) {
        this.injected = injected;
        this.name = name;
        this.publisher = publisher;
    }

    @Override
    public void connected(BiSocketClient client) {
        publisher.accept(new ConnectionOpenedEvent(injected, name, again));
        again = true;
    }

    @Override
    public void sessionReplaced(BiSocketClient client) {
        publisher.accept(new SessionReplacedEvent(injected, name));
    }

    @Override
    public void attemptFailed(
            BiSocketClient client, InetSocketAddress server, BiSocketException cause) {
        publisher.accept(new ConnectionFailedEvent(injected, name, server, cause));
    }

    @Override
    public void connectionLost(BiSocketClient client, BiSocketException cause) {
        publisher.accept(new ConnectionLostEvent(injected, name, cause));
    }

    @Override
    public void socketLost(BiSocketClient client, SocketRole role) {
        publisher.accept(new SocketLostEvent(injected, name, role));
    }

    @Override
    public void socketResumed(BiSocketClient client, SocketRole role) {
        publisher.accept(new SocketResumedEvent(injected, name, role));
    }
}
