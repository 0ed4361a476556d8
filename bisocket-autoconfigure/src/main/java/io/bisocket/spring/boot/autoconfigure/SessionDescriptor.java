package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.ClientSession;
import io.bisocket.SessionStats;
import io.bisocket.SocketRole;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session, as the endpoint shows it. */
record SessionDescriptor(
        UUID id,
        String address,
        String dialect,
        @Nullable String keyName,
        @Nullable String principal,
        Instant openedAt,
        Duration age,
        Set<SocketRole> sockets,
        Traffic received,
        Traffic sent,
        Waiting waiting) {

    /** What has passed one way; bytes of payload, as packed. */
    record Traffic(long messages, long bytes) {}

    /** What waits. */
    record Waiting(
            int requestsWaiting,
            int requestsRunning,
            long requestBytes,
            int pendingCalls,
            long outboxBytes) {}

    static SessionDescriptor of(ClientSession session, Instant now) {
        SessionStats stats = session.stats();
        return new SessionDescriptor(
                session.id(),
                Addresses.text(session.address()),
                session.dialect(),
                session.keyName().orElse(null),
                session.principal().map(Principal::getName).orElse(null),
                session.openedAt(),
                Duration.between(session.openedAt(), now),
                stats.sockets(),
                new Traffic(stats.messagesReceived(), stats.bytesReceived()),
                new Traffic(stats.messagesSent(), stats.bytesSent()),
                new Waiting(
                        stats.requestsWaiting(),
                        stats.requestsRunning(),
                        stats.requestBytes(),
                        stats.pendingCalls(),
                        stats.outboxBytes()));
    }
}
