package io.bisocket.internal.call;

import java.time.Duration;

/** What a call's timeout may be. */
final class Timeouts {

    private Timeouts() {}

    static void check(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "a request's timeout must be more than zero but was " + timeout);
        }
    }
}
