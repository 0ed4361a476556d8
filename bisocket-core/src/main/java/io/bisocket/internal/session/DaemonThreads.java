package io.bisocket.internal.session;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that one part of the library has for the whole process, gone when idle. They keep neither
 * the process alive nor the classes of an application that is restarted within it.
 */
public final class DaemonThreads {

    private DaemonThreads() {}

    /** A pool whose queue takes everything. */
    public static ThreadPoolExecutor pool(String name, int threads, Duration idle) {
        return pool(name, threads, idle, new LinkedBlockingQueue<>());
    }

    /** A pool with this queue. */
    public static ThreadPoolExecutor pool(
            String name, int threads, Duration idle, BlockingQueue<Runnable> queue) {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        idle.toSeconds(),
                        TimeUnit.SECONDS,
                        queue,
                        task -> thread(task, name + "-" + count.incrementAndGet()));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Has the JDK start its thread for the timeouts of futures. It never ends, and would keep the
     * context class loader of whoever happens to need it first.
     */
    public static void startTimeouts() {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        current.setContextClassLoader(DaemonThreads.class.getClassLoader());
        try {
            new CompletableFuture<Void>().completeOnTimeout(null, 0, TimeUnit.NANOSECONDS);
        } finally {
            current.setContextClassLoader(before);
        }
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        // Not that of whoever happens to come first.
        thread.setContextClassLoader(DaemonThreads.class.getClassLoader());
        return thread;
    }
}
