package io.bisocket.internal.session;

import java.util.concurrent.Executor;

/** An executor that knows when the current thread runs one of its tasks. Thread-safe. */
public final class MarkedThreads implements MarkingExecutor {

    private final ThreadLocal<Boolean> working = ThreadLocal.withInitial(() -> false);
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
        return working.get();
    }

    private void run(Runnable task) {
        boolean nested = working.get();
        working.set(true);
        try {
            task.run();
        } finally {
            if (!nested) {
                working.remove();
            }
        }
    }
}
