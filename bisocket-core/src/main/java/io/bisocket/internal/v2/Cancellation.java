package io.bisocket.internal.v2;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that happens once, and those who want to know. Thread-safe. */
final class Cancellation {

    private static final Logger log = LoggerFactory.getLogger(Cancellation.class);

    private @Nullable List<Runnable> tasks;
    private volatile boolean done;

    boolean isDone() {
        return done;
    }

    /** Runs the task when it happens, or now. */
    void then(Runnable task) {
        synchronized (this) {
            if (!done) {
                if (tasks == null) {
                    tasks = new ArrayList<>(1);
                }
                tasks.add(task);
                return;
            }
        }
        run(task);
    }

    /** It happens. */
    void done() {
        List<Runnable> told;
        synchronized (this) {
            done = true;
            told = tasks == null ? List.of() : tasks;
            tasks = null;
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
