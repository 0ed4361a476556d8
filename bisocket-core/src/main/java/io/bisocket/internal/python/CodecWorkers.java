package io.bisocket.internal.python;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where frames are encoded and decoded that are too heavy for an event loop: as many threads as
 * there are cores, for the whole process, so that only so many bz2 blocks are in memory at once.
 * Each socket has at most one frame of either direction here.
 */
final class CodecWorkers {

    private static final int IDLE_SECONDS = 30;
    private static final Executor SHARED = create();

    private CodecWorkers() {}

    static Executor shared() {
        return SHARED;
    }

    private static Executor create() {
        int threads = Runtime.getRuntime().availableProcessors();
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            Thread thread =
                                    new Thread(task, "bisocket-codec-" + count.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
