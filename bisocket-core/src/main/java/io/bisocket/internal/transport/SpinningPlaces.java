package io.bisocket.internal.transport;

import io.netty.util.NettyRuntime;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many event loops may look for work at once, since those that found no processor would keep
 * each other from the work that they look for. A place is taken for a time, so that a loop which
 * ends needs not give it back. Thread-safe.
 */
final class SpinningPlaces {

    /** Those of the process: for half of the processors, and at least one. */
    static final SpinningPlaces PROCESS =
            new SpinningPlaces(
                    Math.max(1, NettyRuntime.availableProcessors() / 2), System.nanoTime());

    private static final int NONE = -1;

    /** Until when each is taken. */
    private final AtomicLongArray until;

    /** So many places, which are free now. */
    SpinningPlaces(int count, long now) {
        until = new AtomicLongArray(count);
        for (int i = 0; i < count; i++) {
            until.set(i, now);
        }
    }

    /** A place that is free now, taken until then; negative if there is none. */
    int take(long now, long end) {
        for (int i = 0; i < until.length(); i++) {
            long taken = until.get(i);
            if (taken - now <= 0 && until.compareAndSet(i, taken, end)) {
                return i;
            }
        }
        return NONE;
    }

    /** Gives a place back that was taken until then, if it still is. */
    void give(int place, long end, long now) {
        until.compareAndSet(place, end, now);
    }
}
