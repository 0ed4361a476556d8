package io.bisocket.internal.server;

import io.bisocket.internal.session.Workers;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A server's workers, which know their own threads: there nobody may wait for the server's end. */
final class ServerWorkers implements Executor, AutoCloseable {

    private final ThreadLocal<Boolean> working = ThreadLocal.withInitial(() -> false);
    private final Workers workers;

    ServerWorkers(@Nullable Executor executor) {
        this.workers = Workers.of(executor, "bisocket-server");
    }

    @Override
    public void execute(Runnable task) {
        workers.executor().execute(() -> run(task));
    }

    /** Whether the current thread runs a task of this server. */
    boolean isCurrentThread() {
        return working.get();
    }

    @Override
    public void close() {
        workers.close();
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
