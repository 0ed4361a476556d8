package io.bisocket;

import java.time.Duration;

/**
 * How a client comes back after a lost connection: the n-th attempt waits a random time between
 * half of and the whole of {@code min(maximum, initial * 2^n)}.
 *
 * @param enabled whether it comes back at all
 * @param initial the first delay, more than zero
 * @param maximum the longest delay, not less than the first
 */
public record Reconnect(boolean enabled, Duration initial, Duration maximum) {

    public Reconnect {
        if (initial.isNegative() || initial.isZero()) {
            throw new IllegalArgumentException(
                    "the initial reconnect delay must be more than zero but was " + initial);
        }
        if (maximum.compareTo(initial) < 0) {
            throw new IllegalArgumentException(
                    "the maximum reconnect delay %s must not be less than the initial one, %s"
                            .formatted(maximum, initial));
        }
    }

    /** From 100 ms up to 10 s. */
    public static Reconnect defaults() {
        return backoff(Duration.ofMillis(100), Duration.ofSeconds(10));
    }

    /** With these delays. */
    public static Reconnect backoff(Duration initial, Duration maximum) {
        return new Reconnect(true, initial, maximum);
    }

    /** Never: a lost connection stays lost. */
    public static Reconnect never() {
        return new Reconnect(false, Duration.ofSeconds(1), Duration.ofSeconds(1));
    }
}
