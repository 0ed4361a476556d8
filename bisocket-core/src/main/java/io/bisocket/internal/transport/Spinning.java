package io.bisocket.internal.transport;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How an event loop waits that looks again and again for a while before it sleeps, since being
 * woken takes longer than most of what it does. Between two looks it does what others have asked it
 * for. Where no place is free it sleeps at once; also for some time after somebody else was given
 * its processor while it looked, since that one will want it again. Belongs to its loop.
 *
 * <pre>
 *  busy ──nothing there──► looking ──for so long──► sleeping
 *    ▲                        │ something there        │ woken
 *    └────────────────────────┴────────────────────────┘
 * </pre>
 */
final class Spinning implements SelectStrategy {

    /** Two looks follow each other by a microsecond or two, unless the thread was stopped. */
    private static final long STOPPED = TimeUnit.MICROSECONDS.toNanos(500);

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private final long longest;
    private final SpinningPlaces places;
    private final LongSupplier clock;
    private boolean looking;
    private int place;
    private long end;
    private long lastLook;
    private long pausedUntil;

    Spinning(Duration longest, SpinningPlaces places, LongSupplier clock) {
        this.longest = longest.toNanos();
        this.places = places;
        this.clock = clock;
        this.pausedUntil = clock.getAsLong();
    }

    @Override
    public int calculateStrategy(IntSupplier selectNow, boolean hasTasks) throws Exception {
        int ready = selectNow.get();
        if (ready > 0 || hasTasks) {
            stop();
            return ready;
        }
        return isWorthLooking(clock.getAsLong()) ? CONTINUE : SELECT;
    }

    private boolean isWorthLooking(long now) {
        if (!looking) {
            return start(now);
        }
        if (now - lastLook > STOPPED) {
            pausedUntil = now + PAUSE;
            stop();
        } else if (now - end < 0) {
            lastLook = now;
            Thread.onSpinWait();
        } else {
            looking = false;
        }
        return looking;
    }

    private boolean start(long now) {
        if (now - pausedUntil < 0) {
            return false;
        }
        end = now + longest;
        lastLook = now;
        place = places.take(now, end);
        looking = place >= 0;
        return looking;
    }

    private void stop() {
        if (looking) {
            looking = false;
            places.give(place, end, clock.getAsLong());
        }
    }
}
