package io.bisocket.internal.session;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that may block: the user's executor, else a pool of at most {@value #THREADS} daemon
 * threads which end after {@value #IDLE_SECONDS} idle seconds. The pool's queue is bounded by what
 * sessions admit.
 */
public final class Workers implements AutoCloseable {

    static final int THREADS = 64;
    static final int IDLE_SECONDS = 30;

    private final Executor executor;
    private final @Nullable ThreadPoolExecutor own;

    private Workers(Executor executor, @Nullable ThreadPoolExecutor own) {
        this.executor = executor;
        this.own = own;
    }

    /**
     * Workers on this executor, or on a pool of their own where there is none.
     *
     * @param threadName what the pool's threads are called
     */
    public static Workers of(@Nullable Executor executor, String threadName) {
        if (executor != null) {
            return new Workers(executor, null);
        }
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            Thread thread =
                                    new Thread(task, threadName + "-" + count.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        });
        pool.allowCoreThreadTimeOut(true);
        return new Workers(pool, pool);
    }

    /** Runs tasks; never on the caller's thread where the pool is its own. */
    public Executor executor() {
        return executor;
    }

    /** Ends the pool once its tasks are done; leaves the user's executor alone. */
    @Override
    public void close() {
        if (own != null) {
            own.shutdown();
        }
    }
}
