package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** Up while the client is connected. */
final class ClientHealthIndicator extends AbstractHealthIndicator {

    private final BiSocketClient client;

    ClientHealthIndicator(BiSocketClient client) {
        super("the health of the bisocket client is not known");
        this.client = client;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        boolean connected = client.isConnected();
        BiSocketException lastError = client.lastError();
        health.status(connected ? Status.UP : Status.DOWN)
                .withDetail("state", connected ? "connected" : "not connected")
                .withDetail("server", Addresses.text(client.serverAddress()))
                .withDetail("dialect", client.dialect())
                .withDetail("id", client.id());
        if (client.serverAddresses().size() > 1) {
            health.withDetail("servers", Addresses.all(client.serverAddresses()));
        }
        if (!connected && lastError != null) {
            health.withDetail(
                    "lastError", "%s: %s".formatted(lastError.code(), lastError.getMessage()));
        }
    }
}
