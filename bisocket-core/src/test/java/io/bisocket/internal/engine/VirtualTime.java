package io.bisocket.internal.engine;

import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that runs from one task to the next, and the thread that runs them. */
public final class VirtualTime implements Timers {

    private static final int STANDSTILL = 100_000;

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(
                    Comparator.comparingLong((Task task) -> task.at)
                            .thenComparingLong(task -> task.order));
    private long now = 1_000_000;
    private long order;
    private int sinceProgress;

    @Override
    public long now() {
        return now;
    }

    @Override
    public Scheduled schedule(long delayMillis, Runnable runnable) {
        Task task = new Task(now + delayMillis, order++, runnable);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    /** Runs everything that is due within this time, in order. */
    public void advance(long millis) {
        long end = now + millis;
        while (!tasks.isEmpty() && tasks.element().at <= end) {
            Task task = tasks.remove();
            if (task.at > now) {
                sinceProgress = 0;
            } else if (++sinceProgress > STANDSTILL) {
                throw new AssertionError("time stands still at " + now);
            }
            now = Math.max(now, task.at);
            task.runnable.run();
        }
        now = end;
    }

    private record Task(long at, long order, Runnable runnable) {}
}
