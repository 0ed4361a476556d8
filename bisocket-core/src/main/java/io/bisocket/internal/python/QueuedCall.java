package io.bisocket.internal.python;

import io.bisocket.WhenFull;
import java.util.concurrent.CompletableFuture;

/** A client's call until it is acknowledged. */
final class QueuedCall {

    /** What a waiting call takes beyond its payload, so that empty ones are bounded too. */
    private static final int BYTES_PER_CALL = 256;

    private final PythonRequest request;
    private final WhenFull whenFull;
    private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    private long writtenAt;
    private boolean written;

    QueuedCall(PythonRequest request, WhenFull whenFull) {
        this.request = request;
        this.whenFull = whenFull;
    }

    /** What to do while there is no room for it. */
    WhenFull whenFull() {
        return whenFull;
    }

    /** What it takes while it waits, in bytes. */
    int size() {
        return request.payload().length + BYTES_PER_CALL;
    }

    byte[] encode() {
        return request.encode();
    }

    /** Completes with the acknowledgement; cancelled by whoever wants it back. */
    CompletableFuture<Void> acknowledged() {
        return acknowledged;
    }

    void fail(Throwable failure) {
        acknowledged.completeExceptionally(failure);
    }

    void written() {
        written = true;
        writtenAt = System.nanoTime();
    }

    boolean isWritten() {
        return written;
    }

    long nanosSinceWritten() {
        return System.nanoTime() - writtenAt;
    }
}
