package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketServer;
import io.bisocket.ClientSession;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up while the server accepts clients, out of service before and after, down if it cannot. */
final class ServerHealthIndicator extends AbstractHealthIndicator {

    private static final int LISTED_CLIENTS = 20;

    private final BiSocketServer server;

    ServerHealthIndicator(BiSocketServer server) {
        super("the health of the bisocket server is not known");
        this.server = server;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Throwable lastError = lastError();
        if (server.isRunning()) {
            up(health);
        } else if (lastError != null) {
            health.down()
                    .withDetail("state", "failed")
                    .withDetail("lastError", lastError.toString());
        } else {
            health.outOfService().withDetail("state", "stopped");
        }
    }

    private void up(Health.Builder health) {
        Collection<ClientSession> clients = server.clients();
        health.up()
                .withDetail("state", "running")
                .withDetail("address", Addresses.text(server.address()))
                .withDetail("dialects", server.dialects())
                .withDetail("clients", clients.size())
                .withDetail("clientsByDialect", byDialect(clients))
                .withDetail(
                        "clientIds",
                        clients.stream().map(ClientSession::id).limit(LISTED_CLIENTS).toList());
    }

    /** Those that nobody speaks now, too. */
    private Map<String, Long> byDialect(Collection<ClientSession> clients) {
        Map<String, Long> counts = new LinkedHashMap<>();
        server.dialects().forEach(dialect -> counts.put(dialect, 0L));
        clients.forEach(client -> counts.merge(client.dialect(), 1L, Long::sum));
        return counts;
    }

    private @Nullable Throwable lastError() {
        return server instanceof ContextServer context ? context.lastError() : null;
    }
}
