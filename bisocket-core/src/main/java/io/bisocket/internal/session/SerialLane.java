package io.bisocket.internal.session;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other, in the order in which they came, on the threads of another
 * executor. Never blocks the caller; a task that throws is logged and harms no other. Whoever adds
 * tasks bounds how many wait.
 */
public final class SerialLane implements Executor {

    private static final Logger log = LoggerFactory.getLogger(SerialLane.class);

    private final Executor threads;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    public SerialLane(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        resume();
    }

    /** How many tasks wait, the one that runs not counted. */
    public int pending() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    private void resume() {
        try {
            threads.execute(this::runOne);
        } catch (RejectedExecutionException e) {
            log.warn("The executor takes no more tasks; {} are dropped", pending(), e);
            synchronized (waiting) {
                waiting.clear();
                running = false;
            }
        }
    }

    private void runOne() {
        Runnable task;
        synchronized (waiting) {
            task = waiting.remove();
        }
        try {
            task.run();
        } catch (Throwable e) {
            log.error("A task failed", e);
        } finally {
            next();
        }
    }

    private void next() {
        synchronized (waiting) {
            if (waiting.isEmpty()) {
                running = false;
                return;
            }
        }
        resume();
    }
}
