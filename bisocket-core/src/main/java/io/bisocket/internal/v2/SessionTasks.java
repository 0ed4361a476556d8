package io.bisocket.internal.v2;

import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What any thread wants of a session, done on the session's event loop in the order in which it was
 * wanted. What is wanted while a record is read is done right after that part of it: a reply is
 * there when the socket has been read, and acknowledgements go with it. Thread-safe, but for {@link
 * #turn}.
 *
 * <pre>
 *  other threads ──► stack, newest first ──┐ turned round
 *                                          ▼
 *  the loop ─────────────────────────────► list ──► end of the turn, or a task of the loop, one
 *                                                   for all that wait
 * </pre>
 */
final class SessionTasks {

    private static final Logger log = LoggerFactory.getLogger(SessionTasks.class);

    /** So many are done in one go; others of the loop have their turn before the rest. */
    private static final int AT_ONCE = 1024;

    private final EventLoop loop;

    /** Whoever finds it empty tells the loop. */
    private final AtomicReference<@Nullable SessionTask> stack = new AtomicReference<>();

    private @Nullable SessionTask first;
    private @Nullable SessionTask last;
    private boolean inTurn;
    private boolean scheduled;

    SessionTasks(EventLoop loop) {
        this.loop = loop;
    }

    /** Does the task, or the other one, on this or any thread, if the loop has ended. */
    void execute(Runnable task, Runnable otherwise) {
        execute(SessionTask.of(task, otherwise));
    }

    /** Does the task, or gives it up, on this or any thread, if the loop has ended. */
    void execute(SessionTask task) {
        if (loop.inEventLoop()) {
            takeOver();
            append(task);
            if (!inTurn) {
                scheduleOnce();
            }
        } else if (push(task)) {
            schedule(this::scheduledTurn);
        }
    }

    /** Does this on the loop, and then all that is wanted until then. */
    boolean turn(BooleanSupplier reading) {
        inTurn = true;
        takeOver();
        try {
            return reading.getAsBoolean();
        } finally {
            work();
        }
    }

    private boolean push(SessionTask task) {
        SessionTask top;
        do {
            top = stack.get();
            task.next(top);
        } while (!stack.compareAndSet(top, task));
        return top == null;
    }

    /** What others have wanted so far comes before what the loop wants from now on. */
    private void takeOver() {
        if (stack.get() == null) {
            return;
        }
        SessionTask newest = stack.getAndSet(null);
        SessionTask oldest = reversed(newest);
        if (oldest != null && newest != null) {
            link(oldest, newest);
        }
    }

    private static @Nullable SessionTask reversed(@Nullable SessionTask newest) {
        SessionTask turned = null;
        SessionTask task = newest;
        while (task != null) {
            SessionTask older = task.next();
            task.next(turned);
            turned = task;
            task = older;
        }
        return turned;
    }

    private void append(SessionTask task) {
        task.next(null);
        link(task, task);
    }

    private void link(SessionTask from, SessionTask to) {
        if (last == null) {
            first = from;
        } else {
            last.next(from);
        }
        last = to;
    }

    private @Nullable SessionTask poll() {
        SessionTask task = first;
        if (task != null) {
            first = task.next();
            task.next(null);
            if (first == null) {
                last = null;
            }
        }
        return task;
    }

    private void scheduleOnce() {
        if (!scheduled) {
            scheduled = true;
            schedule(this::ownTurn);
        }
    }

    private void ownTurn() {
        scheduled = false;
        scheduledTurn();
    }

    private void scheduledTurn() {
        inTurn = true;
        takeOver();
        work();
    }

    private void schedule(Runnable turn) {
        try {
            loop.execute(turn);
        } catch (RejectedExecutionException e) {
            giveUp();
        }
    }

    private void work() {
        @Nullable SessionTask task = poll();
        for (int done = 1; task != null; done++) {
            run(task);
            task = done < AT_ONCE ? poll() : null;
        }
        inTurn = false;
        if (first != null) {
            scheduleOnce();
        }
    }

    private void giveUp() {
        if (loop.inEventLoop()) {
            takeOver();
            SessionTask oldest = first;
            first = null;
            last = null;
            giveUp(oldest);
        } else {
            giveUp(reversed(stack.getAndSet(null)));
        }
    }

    private static void giveUp(@Nullable SessionTask oldest) {
        SessionTask task = oldest;
        while (task != null) {
            SessionTask next = task.next();
            run(task, SessionTask::giveUp);
            task = next;
        }
    }

    private static void run(SessionTask task) {
        run(task, SessionTask::run);
    }

    private static void run(SessionTask task, Consumer<SessionTask> how) {
        try {
            how.accept(task);
        } catch (Throwable e) {
            // As on the loop itself: the others have nothing to do with it.
            log.warn("A task of a session failed", e);
        }
    }
}
