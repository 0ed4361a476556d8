package io.bisocket.internal.v2;

import io.bisocket.OutboxFullException;
import io.bisocket.RequestRejectedException;
import io.bisocket.WhenFull;
import io.bisocket.internal.transport.EventLoops;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The room that is left in an outbox, as the threads that send see it: they learn at once whether
 * they may go on, while the outbox itself belongs to the session's thread. One message is always
 * admitted. Thread-safe.
 */
final class OutboxRoom {

    /** How far beyond the limit messages go whose fate the outbox itself decides. */
    private static final int EXCESS = 2;

    private final String peer;
    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private volatile int waiting;
    private volatile boolean closed;

    /**
     * @param limit in bytes
     */
    OutboxRoom(String peer, long limit) {
        this.peer = peer;
        this.limit = limit;
    }

    /**
     * Takes room for a message, as its policy says.
     *
     * @param cost in bytes; to be {@linkplain #give given back}
     * @throws OutboxFullException if there is none and the policy or the thread does not wait
     * @throws RequestRejectedException if the thread was interrupted while it waited
     */
    void take(long cost, WhenFull whenFull) {
        switch (whenFull) {
            case WAIT -> {
                if (!tryTake(cost, limit)) {
                    await(cost);
                }
            }
            case FAIL -> require(tryTake(cost, limit));
            case DROP_OLDEST, DISCONNECT -> require(tryTake(cost, limit * EXCESS));
        }
    }

    private void require(boolean taken) {
        if (!taken) {
            throw new OutboxFullException(peer, limit, "max-outbox-bytes");
        }
    }

    private boolean tryTake(long cost, long most) {
        long now = used.get();
        while (now == 0 || closed || now + cost <= most) {
            if (used.compareAndSet(now, now + cost)) {
                return true;
            }
            now = used.get();
        }
        return false;
    }

    private void await(long cost) {
        require(!EventLoops.inEventLoop());
        synchronized (this) {
            waiting++;
            try {
                while (!tryTake(cost, limit)) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RequestRejectedException(
                        "interrupted while waiting for room in the outbox of " + peer, e);
            } finally {
                waiting--;
            }
        }
    }

    /** A message is gone. */
    void give(long cost) {
        used.addAndGet(-cost);
        if (waiting > 0) {
            wakeAll();
        }
    }

    /** Nobody waits any more: the session refuses by itself. */
    void close() {
        closed = true;
        wakeAll();
    }

    private synchronized void wakeAll() {
        notifyAll();
    }

    /** What waits for the peer, in bytes. */
    long used() {
        return used.get();
    }
}
