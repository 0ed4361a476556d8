package io.bisocket.internal.python;

import io.bisocket.WhenFull;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A client's call until it is acknowledged. */
final class QueuedCall extends Departure {

    /** What a waiting call takes beyond its payload, so that empty ones are bounded too. */
    static final int BYTES_PER_CALL = 256;

    private final PythonRequest request;
    private final WhenFull whenFull;
    private final BiConsumer<QueuedCall, @Nullable Throwable> onLeft;
    private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    private long writtenAt;
    private boolean written;

    /** Whether it counts against the limit of what waits; guarded by that queue. */
    boolean counted;

    /**
     * @param onLeft told when it has been handed to the network, or why that failed
     */
    QueuedCall(
            PythonRequest request,
            WhenFull whenFull,
            BiConsumer<QueuedCall, @Nullable Throwable> onLeft) {
        this.request = request;
        this.whenFull = whenFull;
        this.onLeft = onLeft;
    }

    /** What to do while there is no room for it. */
    WhenFull whenFull() {
        return whenFull;
    }

    /** What it takes while it waits, in bytes. */
    int size() {
        return request.payload().length + BYTES_PER_CALL;
    }

    @Override
    byte[] body() {
        return request.encode();
    }

    @Override
    boolean isEncoded() {
        return false;
    }

    @Override
    void left(@Nullable Throwable failure) {
        onLeft.accept(this, failure);
    }

    /** Completes with the acknowledgement, or before; cancelled by whoever wants it back. */
    CompletableFuture<Void> acknowledged() {
        return acknowledged;
    }

    /** Nobody waits for it any more: if it has not been sent, it never is. */
    void settle() {
        acknowledged.complete(null);
    }

    void fail(Throwable failure) {
        acknowledged.completeExceptionally(failure);
    }

    boolean isWritten() {
        return written;
    }

    void writtenAt(long nanos) {
        written = true;
        writtenAt = nanos;
    }

    /** When it was handed to the network. */
    long writtenAt() {
        return writtenAt;
    }
}
