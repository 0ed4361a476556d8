package io.bisocket.internal.v2;

import io.bisocket.internal.engine.Timers;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/** The clock and the alarms of a session, on its event loop. */
final class LoopTimers implements Timers {

    private final EventLoop loop;

    LoopTimers(EventLoop loop) {
        this.loop = loop;
    }

    /** {@link System#nanoTime()} in milliseconds; to be asked on any thread. */
    static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public long now() {
        return millis();
    }

    @Override
    public Scheduled schedule(long delayMillis, Runnable task) {
        return Ticks.of(loop).schedule(delayMillis, task);
    }
}
