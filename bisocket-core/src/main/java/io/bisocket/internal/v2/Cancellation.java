package io.bisocket.internal.v2;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that happens once, and those who want to know. Thread-safe. */
final class Cancellation {

    private static final Logger log = LoggerFactory.getLogger(Cancellation.class);

    private final List<Runnable> tasks = new ArrayList<>(1);
    private volatile boolean done;

    boolean isDone() {
        return done;
    }

    /** Runs the task when it happens, or now. */
    void then(Runnable task) {
        synchronized (tasks) {
            if (!done) {
                tasks.add(task);
                return;
            }
        }
        run(task);
    }

    /** It happens. */
    void done() {
        List<Runnable> told;
        synchronized (tasks) {
            done = true;
            told = List.copyOf(tasks);
            tasks.clear();
        }
        told.forEach(Cancellation::run);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("What is to be done on cancellation failed", e);
        }
    }
}
