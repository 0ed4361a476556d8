package io.bisocket.internal.v2;

import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What any thread wants of a session, done on the session's event loop in the order in which it was
 * wanted. What is wanted while a record is read is done right after that record: a reply is there
 * when the socket has been read, and acknowledgements go with it. Thread-safe, but for {@link
 * #turn}.
 *
 * <pre>
 *   execute() ──► queue ──► end of the record that is being read
 *                   └─────► a task of the loop, one for all that wait
 * </pre>
 */
final class SessionTasks {

    private static final Logger log = LoggerFactory.getLogger(SessionTasks.class);

    /** So many are done in one go; others of the loop have their turn before the rest. */
    private static final int AT_ONCE = 1024;

    private final EventLoop loop;
    private final Queue<Task> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private boolean inTurn;

    SessionTasks(EventLoop loop) {
        this.loop = loop;
    }

    /** Does the task, or the other one, on this or any thread, if the loop has ended. */
    void execute(Runnable task, Runnable otherwise) {
        queue.add(new Task(task, otherwise));
        if (!loop.inEventLoop() || !inTurn) {
            schedule();
        }
    }

    /** Does this on the loop, and then all that is wanted until then. */
    void turn(Runnable reading) {
        inTurn = true;
        try {
            reading.run();
        } finally {
            work();
        }
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                loop.execute(this::scheduledTurn);
            } catch (RejectedExecutionException e) {
                scheduled.set(false);
                giveUp();
            }
        }
    }

    private void scheduledTurn() {
        scheduled.set(false);
        inTurn = true;
        work();
    }

    private void work() {
        @Nullable Task task = queue.poll();
        for (int done = 1; task != null; done++) {
            run(task.wanted());
            task = done < AT_ONCE ? queue.poll() : null;
        }
        inTurn = false;
        if (!queue.isEmpty()) {
            schedule();
        }
    }

    private void giveUp() {
        @Nullable Task task;
        while ((task = queue.poll()) != null) {
            run(task.otherwise());
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            // As on the loop itself: the others have nothing to do with it.
            log.warn("A task of a session failed", e);
        }
    }

    private record Task(Runnable wanted, Runnable otherwise) {}
}
