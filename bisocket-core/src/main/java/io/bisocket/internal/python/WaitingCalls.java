package io.bisocket.internal.python;

import io.bisocket.BiSocketException;
import io.bisocket.NotConnectedException;
import io.bisocket.OutboxFullException;
import io.bisocket.RequestRejectedException;
import io.bisocket.WhenFull;
import io.bisocket.internal.transport.Endpoint;
import io.bisocket.internal.transport.EventLoops;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A client's calls that are not written yet, bounded in bytes. A call counts until it is
 * acknowledged or has failed; a single one is always admitted. One that is to wait is admitted at
 * once, and its caller waits afterwards: it cannot bring a second before there is room for the
 * first. Thread-safe.
 */
final class WaitingCalls {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Set<QueuedCall> waiting = new LinkedHashSet<>();
    private final Set<QueuedCall> counted = new HashSet<>();
    private final Endpoint server;
    private final int limit;
    private long bytes;
    private @Nullable NotConnectedException closed;

    WaitingCalls(Endpoint server, int limit) {
        this.server = server;
        this.limit = limit;
    }

    /** Admits a call, or fails it and returns false. */
    boolean add(QueuedCall call) {
        List<QueuedCall> dropped = List.of();
        @Nullable BiSocketException refusal;
        lock.lock();
        try {
            if (call.whenFull() == WhenFull.DROP_OLDEST) {
                dropped = makeRoomFor(call);
            }
            refusal = refusal(call);
            if (refusal == null) {
                admit(call);
            }
        } finally {
            lock.unlock();
        }
        dropped.forEach(victim -> victim.fail(full()));
        if (refusal != null) {
            call.fail(refusal);
        }
        return refusal == null;
    }

    /**
     * Admits a call that is to be the last.
     *
     * @param reason what those that come later fail with
     */
    void addLast(QueuedCall call, NotConnectedException reason) {
        lock.lock();
        try {
            if (closed == null) {
                admit(call);
                closed = reason;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for room for a call that was admitted without, where the thread may. */
    void awaitRoom(QueuedCall call) {
        lock.lock();
        try {
            while (mayWait(call) && isOverFull(call)) {
                room.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            call.fail(
                    new RequestRejectedException(
                            "interrupted while the outbox of %s was full".formatted(server), e));
        } finally {
            lock.unlock();
        }
    }

    /** Takes the oldest that nobody has taken back; null if there is none. */
    @Nullable QueuedCall poll() {
        lock.lock();
        try {
            if (waiting.isEmpty()) {
                return null;
            }
            QueuedCall first = waiting.iterator().next();
            waiting.remove(first);
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Fails everything that waits, and what comes later. */
    void fail(NotConnectedException cause) {
        List<QueuedCall> failed;
        lock.lock();
        try {
            closed = cause;
            failed = List.copyOf(waiting);
            failed.forEach(this::release);
        } finally {
            lock.unlock();
        }
        failed.forEach(
                call -> call.fail(new NotConnectedException(cause.getMessage(), cause.getCause())));
    }

    private @Nullable BiSocketException refusal(QueuedCall call) {
        if (closed != null) {
            return new NotConnectedException(closed.getMessage(), closed.getCause());
        }
        return !mayWait(call) && isFullFor(call.size()) ? full() : null;
    }

    private static boolean mayWait(QueuedCall call) {
        return call.whenFull() == WhenFull.WAIT && !EventLoops.inEventLoop();
    }

    private void admit(QueuedCall call) {
        waiting.add(call);
        counted.add(call);
        bytes += call.size();
        call.acknowledged().whenComplete((done, failure) -> settled(call));
    }

    private void settled(QueuedCall call) {
        lock.lock();
        try {
            release(call);
        } finally {
            lock.unlock();
        }
    }

    private void release(QueuedCall call) {
        waiting.remove(call);
        if (counted.remove(call)) {
            bytes -= call.size();
            room.signalAll();
        }
    }

    private boolean isFullFor(int size) {
        return bytes > 0 && bytes + size > limit;
    }

    private boolean isOverFull(QueuedCall call) {
        return !call.acknowledged().isDone() && bytes > call.size() && bytes > limit;
    }

    /** Takes back the oldest that may be dropped, if that makes room; those that were. */
    private List<QueuedCall> makeRoomFor(QueuedCall call) {
        List<QueuedCall> dropped = new ArrayList<>();
        long left = bytes;
        for (QueuedCall candidate : waiting) {
            if (left == 0 || left + call.size() <= limit) {
                break;
            }
            if (candidate.whenFull() == WhenFull.DROP_OLDEST) {
                dropped.add(candidate);
                left -= candidate.size();
            }
        }
        if (left > 0 && left + call.size() > limit) {
            return List.of();
        }
        dropped.forEach(this::release);
        return dropped;
    }

    private OutboxFullException full() {
        return new OutboxFullException(server.toString(), limit, "max-outbox-bytes");
    }
}
