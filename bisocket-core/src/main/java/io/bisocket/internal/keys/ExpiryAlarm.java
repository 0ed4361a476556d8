package io.bisocket.internal.keys;

import io.bisocket.internal.keys.ExpiryTimer.Scheduled;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Rings just after a moment of the wall clock, or earlier: the clock may be set and a machine may
 * sleep, so it rings once a minute at least while it is set. Whoever is rung looks at the clock and
 * sets it again. Guarded by its owner's lock.
 */
final class ExpiryAlarm {

    static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** A key is valid at its last moment still. */
    private static final Duration JUST_AFTER = Duration.ofMillis(1);

    private final ExpiryTimer timer;
    private final Runnable ring;
    private @Nullable Scheduled scheduled;

    ExpiryAlarm(ExpiryTimer timer, Runnable ring) {
        this.timer = timer;
        this.ring = ring;
    }

    /** Sets it to this moment instead of any other; null to clear it. */
    void set(@Nullable Instant moment, Instant now) {
        if (scheduled != null) {
            scheduled.cancel();
            scheduled = null;
        }
        if (moment != null) {
            scheduled = timer.schedule(delay(moment, now), ring);
        }
    }

    private static Duration delay(Instant moment, Instant now) {
        if (moment.isBefore(now)) {
            return JUST_AFTER;
        }
        Duration left = Duration.between(now, moment).plus(JUST_AFTER);
        return left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
    }
}
