package io.bisocket.internal.v2;

import io.bisocket.Limits;
import io.bisocket.internal.engine.Timings;
import java.time.Duration;

/**
 * The times that are the protocol's own and no setting; only tests have others.
 *
 * @param reattachInterval how old a client's socket becomes before another takes its place
 * @param expiryGrace how long a session goes on whose key has expired
 * @param timings when a socket is asked whether it lives, and when it is taken to be dead
 */
record Tuning(Duration reattachInterval, Duration expiryGrace, Timings timings) {

    private static final Duration REATTACH_INTERVAL = Duration.ofHours(1);
    private static final Duration EXPIRY_GRACE = Duration.ofSeconds(30);

    static Tuning defaults() {
        return new Tuning(REATTACH_INTERVAL, EXPIRY_GRACE, Timings.defaults());
    }

    /** The times of a session with these limits. */
    Timings timings(Limits limits) {
        return new Timings(
                limits.resumeWindow().toMillis(),
                timings.acknowledgeDelay(),
                timings.acknowledgeLater(),
                limits.writeTimeout().toMillis(),
                timings.busyPing(),
                timings.busyDead(),
                timings.idlePing(),
                timings.idleDead());
    }
}
