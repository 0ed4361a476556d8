package io.bisocket.docs.shop;

import io.bisocket.ConnectedClients;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** What {@code docs/spring.md} sends unasked. */
@Service
class Alerts {

    private final ConnectedClients clients;

    Alerts(ConnectedClients clients) {
        this.clients = clients;
    }

    void raise(String alert) {
        clients.all().method("alert").payload(alert).send();
    }

    void raiseIn(String region, String alert) {
        clients.group(region).method("alert").payload(alert).send();
    }

    void raiseFor(UUID clientId, String alert) {
        clients.client(clientId).method("alert").payload(alert).sendAsync();
    }

    String readSensor(UUID clientId) {
        return clients.client(clientId).method("sensor.read").retrieve(String.class);
    }
}
