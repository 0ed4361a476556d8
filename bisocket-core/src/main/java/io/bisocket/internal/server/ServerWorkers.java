package io.bisocket.internal.server;

import io.bisocket.internal.session.MarkedThreads;
import io.bisocket.internal.session.MarkingExecutor;
import io.bisocket.internal.session.Workers;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A server's workers, which know their own threads: there nobody may wait for the server's end. */
final class ServerWorkers implements MarkingExecutor, AutoCloseable {

    private final Workers workers;
    private final MarkedThreads threads;

    ServerWorkers(@Nullable Executor executor) {
        this.workers = Workers.of(executor, "bisocket-server");
        this.threads = new MarkedThreads(workers.executor());
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    @Override
    public Executor marking(Executor others) {
        return threads.marking(others);
    }

    /** Whether the current thread runs a task of this server. */
    boolean isCurrentThread() {
        return threads.isCurrentThread();
    }

    @Override
    public void close() {
        workers.close();
    }
}
