package io.bisocket.internal.client;

import io.bisocket.Reconnect;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * The delays between attempts to connect. The n-th is a random time between half of and the whole
 * of {@code min(maximum, initial * 2^n)}, n counted from 0. Not thread-safe.
 */
final class Backoff {

    private static final int LARGEST_SHIFT = 30;

    private final Reconnect reconnect;
    private final DoubleSupplier random;
    private int delays;

    Backoff(Reconnect reconnect) {
        this(reconnect, () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * @param random from 0 to 1
     */
    Backoff(Reconnect reconnect, DoubleSupplier random) {
        this.reconnect = reconnect;
        this.random = random;
    }

    /** How long to wait before the next attempt. */
    Duration next() {
        Duration longest = longest();
        delays++;
        return longest.dividedBy(2)
                .plusNanos((long) (random.getAsDouble() * longest.dividedBy(2).toNanos()));
    }

    /** Starts from the first delay again. */
    void reset() {
        delays = 0;
    }

    private Duration longest() {
        if (delays > LARGEST_SHIFT) {
            return reconnect.maximum();
        }
        Duration doubled = reconnect.initial().multipliedBy(1L << delays);
        return doubled.compareTo(reconnect.maximum()) < 0 ? doubled : reconnect.maximum();
    }
}
