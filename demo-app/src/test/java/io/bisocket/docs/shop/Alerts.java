package io.bisocket.docs.shop;

import io.bisocket.BiSocketServer;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** What {@code docs/spring.md} sends unasked. */
@Service
class Alerts {

    private final BiSocketServer server;

    Alerts(BiSocketServer server) {
        this.server = server;
    }

    void raise(String alert) {
        server.clients().forEach(client -> client.sendAsync("alert", alert));
    }

    void raiseFor(UUID clientId, String alert) {
        server.client(clientId).ifPresent(client -> client.sendAsync("alert", alert));
    }
}
