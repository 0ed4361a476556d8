package io.bisocket.internal.python;

import io.bisocket.BiSocketException;
import io.bisocket.NotConnectedException;
import io.bisocket.OutboxFullException;
import io.bisocket.RequestRejectedException;
import io.bisocket.WhenFull;
import io.bisocket.internal.transport.Endpoint;
import io.bisocket.internal.transport.EventLoops;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A client's calls that are not sent yet, bounded in bytes. A call counts until it is acknowledged
 * or has failed; a single one is always admitted. One that is to wait is admitted at once, and its
 * caller waits afterwards: it cannot bring a second before there is room for the first.
 * Thread-safe.
 */
final class WaitingCalls {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Departures<QueuedCall> waiting = new Departures<>();
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
     * Admits no more.
     *
     * @param reason what those that come later fail with
     * @return false if none was admitted before either
     */
    boolean close(NotConnectedException reason) {
        lock.lock();
        try {
            boolean open = closed == null;
            if (open) {
                closed = reason;
            }
            return open;
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

    /**
     * Takes the oldest that nobody has taken back; null if there is none.
     *
     * @param room null is also given if that one is larger
     */
    @Nullable QueuedCall poll(int room) {
        lock.lock();
        try {
            QueuedCall first = waiting.first();
            return first == null || first.size() > room ? null : waiting.poll();
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
            failed = waiting.all();
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
        call.counted = true;
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
        if (call.counted) {
            call.counted = false;
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
        for (QueuedCall each = waiting.first(); each != null; each = waiting.next(each)) {
            if (left == 0 || left + call.size() <= limit) {
                break;
            }
            if (each.whenFull() == WhenFull.DROP_OLDEST) {
                dropped.add(each);
                left -= each.size();
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
