package io.bisocket.internal.session;

import java.util.concurrent.Executor;

/** An executor that knows when the current thread runs one of its tasks. Thread-safe. */
public final class MarkedThreads implements MarkingExecutor {

    /**
     * How many tasks a thread runs, one within the other. Stays with the thread, since taking it
     * away and making it anew costs as much as a short task; an array keeps no class loader alive.
     */
    private final ThreadLocal<int[]> depth = ThreadLocal.withInitial(() -> new int[1]);

    private final Executor threads;

    public MarkedThreads(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(() -> run(task));
    }

    @Override
    public Executor marking(Executor others) {
        return task -> others.execute(() -> run(task));
    }

    /** Whether the current thread runs a task of this executor. */
    public boolean isCurrentThread() {
        return depth.get()[0] > 0;
    }

    private void run(Runnable task) {
        int[] mine = depth.get();
        mine[0]++;
        try {
            task.run();
        } finally {
            mine[0]--;
        }
    }
}
