package io.bisocket.internal.transport;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.time.Duration;

/**
 * How an event loop waits that looks again and again for a while before it sleeps, since being
 * woken takes longer than most of what it does. Between two looks it does what others have asked it
 * for. Belongs to its loop.
 *
 * <pre>
 *  busy ──nothing there──► looking ──for so long──► sleeping
 *    ▲                        │ something there        │ woken
 *    └────────────────────────┴────────────────────────┘
 * </pre>
 */
final class Spinning implements SelectStrategy {

    private final long longest;
    private boolean looking;
    private long since;

    Spinning(Duration longest) {
        this.longest = longest.toNanos();
    }

    @Override
    public int calculateStrategy(IntSupplier selectNow, boolean hasTasks) throws Exception {
        int ready = selectNow.get();
        if (ready > 0 || hasTasks) {
            looking = false;
            return ready;
        }
        if (!looking) {
            looking = true;
            since = System.nanoTime();
            return CONTINUE;
        }
        if (System.nanoTime() - since < longest) {
            Thread.onSpinWait();
            return CONTINUE;
        }
        looking = false;
        return SELECT;
    }
}
