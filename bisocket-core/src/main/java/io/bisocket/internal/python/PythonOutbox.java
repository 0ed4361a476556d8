package io.bisocket.internal.python;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.OutboxFullException;
import io.bisocket.RequestRejectedException;
import io.bisocket.WhenFull;
import io.bisocket.internal.transport.EventLoops;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one socket, bounded in bytes. A body counts from its admission until
 * it has been written; a single one is always admitted. Thread-safe.
 *
 * <pre>
 *   add() --> waiting --poll()--> begun --finish()--> done
 *                \ cancelled, or dropped for a later one: gone
 * </pre>
 */
final class PythonOutbox {

    /** A body on its way out. */
    static final class Item {

        private final byte[] body;
        private final boolean encoded;
        private final boolean droppable;
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        private Item(byte[] body, boolean encoded, boolean droppable) {
            this.body = body;
            this.encoded = encoded;
            this.droppable = droppable;
        }

        byte[] body() {
            return body;
        }

        boolean encoded() {
            return encoded;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Set<Item> waiting = new LinkedHashSet<>();
    private final String peer;
    private final int limit;
    private long bytes;
    private @Nullable BiSocketException closed;

    PythonOutbox(String peer, int limit) {
        this.peer = peer;
        this.limit = limit;
    }

    /**
     * Admits a body that is still to be encoded, or says by a failed future why not. Cancelling the
     * future takes back what has not begun.
     */
    CompletableFuture<Void> add(byte[] plain, WhenFull whenFull) {
        List<Item> dropped = List.of();
        lock.lock();
        try {
            if (whenFull == WhenFull.WAIT && !EventLoops.inEventLoop()) {
                while (closed == null && isFullFor(plain.length)) {
                    room.await();
                }
            } else if (whenFull == WhenFull.DROP_OLDEST) {
                dropped = makeRoomFor(plain.length);
            }
            if (closed == null && isFullFor(plain.length)) {
                return CompletableFuture.failedFuture(full());
            }
            return admit(new Item(plain, false, whenFull == WhenFull.DROP_OLDEST));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(
                    new RequestRejectedException(
                            "interrupted while the outbox of %s was full".formatted(peer), e));
        } finally {
            lock.unlock();
            dropped.forEach(item -> item.done.completeExceptionally(full()));
        }
    }

    /** Admits a body that goes as it is; the protocol itself sends few and small ones. */
    CompletableFuture<Void> addEncoded(byte[] body) {
        lock.lock();
        try {
            return admit(new Item(body, true, false));
        } finally {
            lock.unlock();
        }
    }

    @Nullable Item poll() {
        lock.lock();
        try {
            if (waiting.isEmpty()) {
                return null;
            }
            Item first = waiting.iterator().next();
            waiting.remove(first);
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** An item has been written, or could not be. */
    void finish(Item item, @Nullable Throwable failure) {
        lock.lock();
        try {
            bytes -= item.body.length;
            room.signalAll();
        } finally {
            lock.unlock();
        }
        complete(item, failure);
    }

    /** Bytes that wait or are being written. */
    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** Admits nothing more; what waits is still to be written. */
    void close(BiSocketException reason) {
        lock.lock();
        try {
            closed = closed == null ? reason : closed;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Fails everything that waits. */
    void fail(BiSocketException cause) {
        List<Item> failed;
        lock.lock();
        try {
            closed = closed == null ? cause : closed;
            failed = List.copyOf(waiting);
            failed.forEach(this::withdraw);
        } finally {
            lock.unlock();
        }
        failed.forEach(item -> complete(item, cause));
    }

    private boolean isFullFor(int length) {
        return bytes > 0 && bytes + length > limit;
    }

    /** Takes back the oldest that may be dropped, if that makes room; those that were. */
    private List<Item> makeRoomFor(int length) {
        List<Item> dropped = new ArrayList<>();
        long left = bytes;
        for (Item item : waiting) {
            if (left == 0 || left + length <= limit) {
                break;
            }
            if (item.droppable) {
                dropped.add(item);
                left -= item.body.length;
            }
        }
        if (left > 0 && left + length > limit) {
            return List.of();
        }
        dropped.forEach(this::withdraw);
        return dropped;
    }

    private CompletableFuture<Void> admit(Item item) {
        if (closed != null) {
            return CompletableFuture.failedFuture(
                    new ConnectionLostException(closed.getMessage(), closed));
        }
        waiting.add(item);
        bytes += item.body.length;
        item.done.whenComplete((done, failure) -> cancelled(item));
        return item.done;
    }

    private void cancelled(Item item) {
        if (item.done.isCancelled()) {
            lock.lock();
            try {
                withdraw(item);
            } finally {
                lock.unlock();
            }
        }
    }

    private void withdraw(Item item) {
        if (waiting.remove(item)) {
            bytes -= item.body.length;
            room.signalAll();
        }
    }

    private OutboxFullException full() {
        return new OutboxFullException(peer, limit, "max-outbox-bytes");
    }

    private static void complete(Item item, @Nullable Throwable failure) {
        if (failure == null) {
            item.done.complete(null);
        } else {
            item.done.completeExceptionally(failure);
        }
    }
}
