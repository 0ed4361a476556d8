package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketServer;
import io.bisocket.SessionStats;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToLongFunction;

/** What the sessions of a server have waiting, looked at when somebody asks. */
final class ServerGauges implements MeterBinder {

    private static final Tags TAGS = Tags.of("side", "server", "client", "none");

    private final BiSocketServer server;

    ServerGauges(BiSocketServer server) {
        this.server = server;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, Meters.SESSIONS, TAGS, stats -> 1);
        gauge(
                registry,
                Meters.REQUESTS_QUEUED,
                TAGS.and("state", "waiting"),
                SessionStats::requestsWaiting);
        gauge(
                registry,
                Meters.REQUESTS_QUEUED,
                TAGS.and("state", "running"),
                SessionStats::requestsRunning);
        gauge(registry, Meters.REQUESTS_QUEUED_PAYLOAD, TAGS, SessionStats::requestBytes);
        gauge(registry, Meters.CALLS_PENDING, TAGS, SessionStats::pendingCalls);
        gauge(registry, Meters.OUTBOX, TAGS, SessionStats::outboxBytes);
    }

    private void gauge(
            MeterRegistry registry, Meters meter, Tags tags, ToLongFunction<SessionStats> figure) {
        Gauge.builder(meter.id(), server, it -> sum(it, figure))
                .description(meter.description())
                .baseUnit(meter.unit())
                .tags(tags)
                .register(registry);
    }

    private static double sum(BiSocketServer server, ToLongFunction<SessionStats> figure) {
        return server.clients().stream()
                .mapToLong(client -> figure.applyAsLong(client.stats()))
                .sum();
    }
}
