package io.bisocket.test.faults;

import io.bisocket.SocketRole;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one fault does to connections.
 *
 * @param refuses whether new ones are refused
 * @param stalls whether nothing passes
 * @param role of which sockets nothing passes; null for all
 * @param delayNanos how much later everything passes
 */
record Condition(boolean refuses, boolean stalls, @Nullable SocketRole role, long delayNanos) {

    static Condition refusing() {
        return new Condition(true, false, null, 0);
    }

    static Condition stalling(@Nullable SocketRole role) {
        return new Condition(false, true, role, 0);
    }

    static Condition delaying(Duration delay) {
        return new Condition(false, false, null, delay.toNanos());
    }

    boolean stalls(@Nullable SocketRole socket) {
        return stalls && (role == null || role == socket);
    }
}
