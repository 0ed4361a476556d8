package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.spring.handler.VirtualThreads;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The threads for handlers, receivers and listeners: virtual ones where the application has them
 * on, else a bounded pool each for server and client, so that a handler may wait for the client.
 */
final class WorkerThreads implements VirtualThreads, AutoCloseable {

    private static final int POOL_SIZE = 64;

    private final boolean virtual;
    private final List<TaskDecorator> decorators;
    private final Queue<ThreadPoolTaskExecutor> pools = new ConcurrentLinkedQueue<>();

    /**
     * @param decorators wrap each task, the first one outermost
     */
    WorkerThreads(boolean virtual, List<TaskDecorator> decorators) {
        this.virtual = virtual;
        this.decorators = decorators;
    }

    /** An executor; empty where the core's own is as good. */
    Optional<Executor> executor(String threadNamePrefix) {
        if (virtual) {
            return Optional.of(virtualThreads(threadNamePrefix));
        }
        return decorators.isEmpty() ? Optional.empty() : Optional.of(pool(threadNamePrefix));
    }

    @Override
    public Executor virtualThreads() {
        return virtualThreads("bisocket-virtual-");
    }

    private Executor virtualThreads(String threadNamePrefix) {
        SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor(threadNamePrefix);
        threads.setVirtualThreads(true);
        threads.setTaskDecorator(this::decorate);
        return threads;
    }

    private Executor pool(String threadNamePrefix) {
        ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
        pool.setThreadNamePrefix(threadNamePrefix);
        pool.setCorePoolSize(POOL_SIZE);
        pool.setMaxPoolSize(POOL_SIZE);
        pool.setAllowCoreThreadTimeOut(true);
        pool.setDaemon(true);
        pool.setTaskDecorator(this::decorate);
        pool.initialize();
        pools.add(pool);
        return pool;
    }

    private Runnable decorate(Runnable task) {
        Runnable decorated = task;
        for (int i = decorators.size() - 1; i >= 0; i--) {
            decorated = decorators.get(i).decorate(decorated);
        }
        return decorated;
    }

    @Override
    public void close() {
        pools.forEach(ThreadPoolTaskExecutor::shutdown);
    }
}
