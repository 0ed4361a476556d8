package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.ClientSession;
import io.bisocket.ServerListener;
import io.bisocket.spring.ClientConnectedEvent;
import io.bisocket.spring.ClientDisconnectedEvent;
import org.springframework.context.ApplicationEventPublisher;

/** Publishes as events of the application context which clients come and go. */
final class ClientEvents implements ServerListener {

    private final ApplicationEventPublisher publisher;

    ClientEvents(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void clientOpened(ClientSession client) {
        publisher.publishEvent(new ClientConnectedEvent(client));
    }

    @Override
    public void clientClosed(ClientSession client) {
        publisher.publishEvent(new ClientDisconnectedEvent(client));
    }
}
