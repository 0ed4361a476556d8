package io.bisocket.internal.python;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.OutboxFullException;
import io.bisocket.RequestRejectedException;
import io.bisocket.WhenFull;
import io.bisocket.internal.transport.EventLoops;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one socket, bounded in bytes. A body counts from its admission until
 * it has been written; a single one is always admitted. Thread-safe.
 *
 * <pre>
 *   add() --> waiting --poll()--> begun --left()--> done
 *                \ cancelled, or dropped for a later one: gone
 * </pre>
 *
 * Acknowledgements that follow each other are one body.
 */
final class PythonOutbox {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Departures<Item> waiting = new Departures<>();
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

    /** Admits an acknowledgement. */
    CompletableFuture<Void> addAcknowledgement() {
        lock.lock();
        try {
            if (closed == null && waiting.last() instanceof Acknowledgements last) {
                last.count++;
                bytes += Acknowledgements.LENGTH;
                return last.done;
            }
            return admit(new Acknowledgements());
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next; its {@link Departure#left} is to be told. */
    @Nullable Departure poll() {
        lock.lock();
        try {
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    private void finish(Item item, @Nullable Throwable failure) {
        lock.lock();
        try {
            bytes -= item.size();
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
            failed = waiting.all();
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
        for (Item item = waiting.first(); item != null; item = waiting.next(item)) {
            if (left == 0 || left + length <= limit) {
                break;
            }
            if (item.droppable) {
                dropped.add(item);
                left -= item.size();
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
        bytes += item.size();
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
            bytes -= item.size();
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

    /** What counts against the limit. */
    private class Item extends Departure {

        final CompletableFuture<Void> done = new CompletableFuture<>();
        private final byte[] body;
        private final boolean encoded;
        private final boolean droppable;

        Item(byte[] body, boolean encoded, boolean droppable) {
            this.body = body;
            this.encoded = encoded;
            this.droppable = droppable;
        }

        int size() {
            return body.length;
        }

        @Override
        byte[] body() {
            return body;
        }

        @Override
        final boolean isEncoded() {
            return encoded;
        }

        @Override
        final void left(@Nullable Throwable failure) {
            finish(this, failure);
        }
    }

    /** So many frames of one body; the last one's terminator is still to come. */
    private final class Acknowledgements extends Item {

        private static final byte[] OK = PythonMarkers.ok();
        private static final int LENGTH = OK.length + Token.LENGTH;

        private int count = 1;

        Acknowledgements() {
            super(OK, true, false);
        }

        @Override
        int size() {
            return count * LENGTH;
        }

        @Override
        byte[] body() {
            byte[] frames = new byte[size() - Token.LENGTH];
            for (int at = 0; at < frames.length; at += LENGTH) {
                System.arraycopy(OK, 0, frames, at, OK.length);
                if (at + LENGTH < frames.length) {
                    Token.TERMINATOR.copyTo(frames, at + OK.length);
                }
            }
            return frames;
        }
    }
}
