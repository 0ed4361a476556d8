package io.bisocket.internal.v2;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread on which keys are prepared, one for the process, gone when idle: neither an event
 * loop, which must not block, nor one of the handlers', which may all be busy when a key has to be
 * revoked.
 */
final class KeyThreads {

    private static final int IDLE_SECONDS = 10;
    private static final ThreadPoolExecutor EXECUTOR = newExecutor();

    private KeyThreads() {}

    static Executor executor() {
        return EXECUTOR;
    }

    private static ThreadPoolExecutor newExecutor() {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(
                        1,
                        1,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            Thread thread = new Thread(task, "bisocket-keys");
                            thread.setDaemon(true);
                            return thread;
                        });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
