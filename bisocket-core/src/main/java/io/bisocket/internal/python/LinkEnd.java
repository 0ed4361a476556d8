package io.bisocket.internal.python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be run when a link ends, each task for somebody who may lose interest before.
 * Thread-safe.
 */
final class LinkEnd {

    private static final Logger log = LoggerFactory.getLogger(LinkEnd.class);

    private final Map<Object, List<Runnable>> tasks = new HashMap<>();
    private boolean over;

    synchronized boolean isOver() {
        return over;
    }

    /** Runs the task when the link ends, at once if it has. */
    void run(Object owner, Runnable task) {
        synchronized (this) {
            if (!over) {
                tasks.computeIfAbsent(owner, key -> new ArrayList<>()).add(task);
                return;
            }
        }
        runQuietly(task);
    }

    /** Runs nothing for this owner any more. */
    synchronized void forget(Object owner) {
        tasks.remove(owner);
    }

    /** The link has ended. */
    void come() {
        List<Runnable> due = new ArrayList<>();
        synchronized (this) {
            over = true;
            tasks.values().forEach(due::addAll);
            tasks.clear();
        }
        due.forEach(LinkEnd::runQuietly);
    }

    private static void runQuietly(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("A task at the end of a connection failed", e);
        }
    }
}
