package io.bisocket.internal.python;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.HandlerFailure;
import io.bisocket.MessageType;
import io.bisocket.OutboxFullException;
import io.bisocket.RequestId;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.LinkListener;
import io.bisocket.internal.link.Outgoing;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a server sends to a client, on the receive socket. While much of it waits, no request is
 * read. Thread-safe.
 */
final class ServerReplies {

    private final PythonSocket wire;
    private final CallGate calls;
    private final int limit;
    private final Supplier<@Nullable LinkListener> listener;

    /**
     * @param limit how many bytes may wait
     */
    ServerReplies(
            PythonSocket wire,
            CallGate calls,
            int limit,
            Supplier<@Nullable LinkListener> listener) {
        this.wire = wire;
        this.calls = calls;
        this.limit = limit;
        this.listener = listener;
    }

    /** Sends a reply, or a message that is none. */
    CompletableFuture<Void> send(
            RequestId id, Outgoing reply, WhenFull whenFull, MessageType type) {
        if (!reply.headers().isEmpty()) {
            return CompletableFuture.failedFuture(PythonRefusals.noHeaders());
        }
        if (PythonMarkers.isClose(reply.payload())) {
            throw new IllegalArgumentException(
                    "a Python client would take the payload '__close__' for the server's goodbye,"
                            + " so the Python format cannot carry it");
        }
        return write(id, reply.payload(), whenFull, type);
    }

    /** Reports that a request failed. */
    CompletableFuture<Void> fail(RequestId id, HandlerFailure failure) {
        return write(id, HandlerErrorPayload.encode(failure), WhenFull.WAIT, MessageType.FAILURE);
    }

    private CompletableFuture<Void> write(
            RequestId id, byte[] payload, WhenFull whenFull, MessageType type) {
        byte[] body = new PythonReply(id.value(), payload).encode();
        CompletableFuture<Void> sent = wire.write(body, whenFull);
        if (wire.queuedBytes() > limit / 4) {
            calls.close(CallGate.Reason.OUTBOX);
        }
        int size = payload.length;
        // After the gate: whoever closes it looks afterwards whether it may be opened again.
        sent.whenComplete((done, failure) -> written(failure, whenFull, type, size));
        return sent;
    }

    private void written(
            @Nullable Throwable failure, WhenFull whenFull, MessageType type, int size) {
        if (calls.isClosed(CallGate.Reason.OUTBOX) && wire.queuedBytes() < limit / 8) {
            calls.open(CallGate.Reason.OUTBOX);
        }
        LinkListener session = listener.get();
        if (failure == null && session != null) {
            session.onSent(type, size, size);
        }
        if (whenFull == WhenFull.DISCONNECT && failure instanceof OutboxFullException) {
            wire.abort(
                    new BiSocketException(
                            ErrorCode.SLOW_CONSUMER, String.valueOf(failure.getMessage())));
        }
    }
}
