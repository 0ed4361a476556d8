package io.bisocket.internal.v2;

import io.bisocket.internal.engine.Timers.Scheduled;
import io.netty.channel.EventLoop;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alarms of all sessions of an event loop. Those that are due at about the same time ring
 * together, as one task of the loop: a thousand sessions that each want to be woken 20 ms after a
 * message would wake the loop once for each otherwise. An alarm rings up to 8 ms late, or a 64th of
 * its delay if that is more. On the event loop alone.
 */
final class Ticks {

    private static final Logger log = LoggerFactory.getLogger(Ticks.class);
    private static final long SHORTEST = 8;
    private static final long SHARE = 64;
    private static final FastThreadLocal<OfLoop> LATEST = new FastThreadLocal<>();

    private final LongSupplier clock;
    private final Later later;
    private final LongObjectHashMap<Tick> ahead = new LongObjectHashMap<>();

    /** Runs a task after so many milliseconds. */
    interface Later {

        void run(Runnable task, long delay);
    }

    private record OfLoop(EventLoop loop, Ticks ticks) {}

    /**
     * @param clock in milliseconds; never goes back
     */
    Ticks(LongSupplier clock, Later later) {
        this.clock = clock;
        this.later = later;
    }

    /** Those of the loop that runs the calling thread. */
    static Ticks of(EventLoop loop) {
        OfLoop latest = LATEST.get();
        // A thread has one loop, but where channels have none of their own, as in tests.
        if (latest == null || !latest.loop.equals(loop)) {
            latest = new OfLoop(loop, on(loop));
            LATEST.set(latest);
        }
        return latest.ticks;
    }

    private static Ticks on(EventLoop loop) {
        return new Ticks(
                LoopTimers::millis,
                (task, delay) -> loop.schedule(task, delay, TimeUnit.MILLISECONDS));
    }

    /** Runs a task after this delay, in milliseconds, or somewhat later. */
    Scheduled schedule(long delay, Runnable task) {
        long now = clock.getAsLong();
        long at = roundedUp(now + delay, length(delay));
        Tick tick = ahead.get(at);
        if (tick == null) {
            tick = new Tick(at);
            later.run(tick, at - now);
            ahead.put(at, tick);
        }
        return tick.add(task);
    }

    private static long length(long delay) {
        return Math.max(SHORTEST, Long.highestOneBit(delay / SHARE));
    }

    private static long roundedUp(long time, long powerOfTwo) {
        return (time + powerOfTwo - 1) & -powerOfTwo;
    }

    /** All that is due at one time. */
    private final class Tick implements Runnable {

        private final long at;
        private @Nullable Entry first;
        private @Nullable Entry last;

        Tick(long at) {
            this.at = at;
        }

        Scheduled add(Runnable task) {
            Entry entry = new Entry(this, task, last);
            if (last == null) {
                first = entry;
            } else {
                last.next = entry;
            }
            last = entry;
            return entry;
        }

        void remove(Entry entry) {
            Entry before = entry.before;
            Entry next = entry.next;
            if (before == null) {
                first = next;
            } else {
                before.next = next;
            }
            if (next == null) {
                last = before;
            } else {
                next.before = before;
            }
        }

        @Override
        public void run() {
            ahead.remove(at);
            for (Entry entry = first; entry != null; entry = first) {
                entry.run();
            }
        }
    }

    private static final class Entry implements Scheduled {

        private final Tick tick;
        private @Nullable Runnable task;
        private @Nullable Entry before;
        private @Nullable Entry next;

        Entry(Tick tick, Runnable task, @Nullable Entry before) {
            this.tick = tick;
            this.task = task;
            this.before = before;
        }

        @Override
        public void cancel() {
            take();
        }

        void run() {
            Runnable mine = take();
            if (mine == null) {
                return;
            }
            try {
                mine.run();
            } catch (Throwable e) {
                // As on the loop itself: the others have nothing to do with it.
                log.warn("An alarm of a session failed", e);
            }
        }

        /** Leaves nothing behind: an alarm is set anew far more often than it rings. */
        private @Nullable Runnable take() {
            Runnable mine = task;
            if (mine != null) {
                task = null;
                tick.remove(this);
            }
            return mine;
        }
    }
}
