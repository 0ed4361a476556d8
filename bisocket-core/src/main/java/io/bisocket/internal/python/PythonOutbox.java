package io.bisocket.internal.python;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.OutboxFullException;
import io.bisocket.RequestRejectedException;
import io.bisocket.internal.session.WhenFull;
import io.bisocket.internal.transport.EventLoops;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one socket, bounded in bytes. A body counts from its admission until
 * it has been written; a single one is always admitted. Thread-safe.
 */
final class PythonOutbox {

    /** A body on its way out. */
    record Item(byte[] body, boolean encoded, CompletableFuture<Void> done) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Queue<Item> waiting = new ArrayDeque<>();
    private final String peer;
    private final int limit;
    private long bytes;
    private @Nullable BiSocketException closed;

    PythonOutbox(String peer, int limit) {
        this.peer = peer;
        this.limit = limit;
    }

    /** Admits a body that is still to be encoded, or says by a failed future why not. */
    CompletableFuture<Void> add(byte[] plain, WhenFull whenFull) {
        lock.lock();
        try {
            boolean mayWait = whenFull == WhenFull.WAIT && !EventLoops.inEventLoop();
            while (closed == null && isFullFor(plain.length) && mayWait) {
                room.await();
            }
            if (closed == null && isFullFor(plain.length)) {
                return CompletableFuture.failedFuture(
                        new OutboxFullException(peer, limit, "max-outbox-bytes"));
            }
            return admit(plain, false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(
                    new RequestRejectedException(
                            "interrupted while the outbox of %s was full".formatted(peer), e));
        } finally {
            lock.unlock();
        }
    }

    /** Admits a body that goes as it is; the protocol itself sends few and small ones. */
    CompletableFuture<Void> addEncoded(byte[] body) {
        lock.lock();
        try {
            return admit(body, true);
        } finally {
            lock.unlock();
        }
    }

    @Nullable Item poll() {
        lock.lock();
        try {
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    /** An item has been written, or could not be. */
    void finish(Item item, @Nullable Throwable failure) {
        lock.lock();
        try {
            bytes -= item.body().length;
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
            failed = new ArrayList<>(waiting);
            waiting.clear();
            failed.forEach(item -> bytes -= item.body().length);
            room.signalAll();
        } finally {
            lock.unlock();
        }
        failed.forEach(item -> complete(item, cause));
    }

    private boolean isFullFor(int length) {
        return bytes > 0 && bytes + length > limit;
    }

    private CompletableFuture<Void> admit(byte[] body, boolean encoded) {
        if (closed != null) {
            return CompletableFuture.failedFuture(
                    new ConnectionLostException(closed.getMessage(), closed));
        }
        Item item = new Item(body, encoded, new CompletableFuture<>());
        waiting.add(item);
        bytes += body.length;
        return item.done();
    }

    private static void complete(Item item, @Nullable Throwable failure) {
        if (failure == null) {
            item.done().complete(null);
        } else {
            item.done().completeExceptionally(failure);
        }
    }
}
