package io.bisocket.internal.client;

import io.bisocket.Reconnect;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The next attempt to connect, when its delay is over. On the event loop. */
final class Retry {

    private final EventLoop loop;
    private final Backoff backoff;
    private final long patience;
    private final Runnable attempt;
    private @Nullable Future<?> pending;

    Retry(EventLoop loop, Reconnect reconnect, Runnable attempt) {
        this.loop = loop;
        this.backoff = new Backoff(reconnect);
        this.patience = reconnect.maximum().toNanos();
        this.attempt = attempt;
    }

    boolean isPending() {
        return pending != null;
    }

    void later() {
        pending = loop.schedule(attempt, backoff.next().toNanos(), TimeUnit.NANOSECONDS);
    }

    void stop() {
        if (pending != null) {
            pending.cancel(false);
            pending = null;
        }
    }

    /** A connection is lost that was made then; after a good one delays begin anew. */
    void lost(long connectedAt) {
        if (System.nanoTime() - connectedAt >= patience) {
            backoff.reset();
        }
    }
}
