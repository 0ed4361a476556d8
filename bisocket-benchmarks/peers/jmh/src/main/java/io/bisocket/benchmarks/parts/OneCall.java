package io.bisocket.benchmarks.parts;

import io.bisocket.CallKind;
import io.bisocket.ErrorCode;
import io.bisocket.HandlerFailure;
import io.bisocket.MessageSpec;
import io.bisocket.Peer;
import io.bisocket.RequestId;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.Outgoing;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A request that keeps its reply. Not thread-safe. */
final class OneCall implements IncomingCall {

    /** Who makes it, and takes no calls. */
    static final Peer CALLER =
            new Peer() {
                @Override
                public String dialect() {
                    return "native";
                }

                @Override
                public MessageSpec method(String method) {
                    throw new IllegalStateException("nobody answers '%s'".formatted(method));
                }
            };

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);
    private static final RequestId ID = new RequestId("1");

    private final String method;
    private final Incoming content;
    private @Nullable Outgoing reply;

    OneCall(String method, byte[] payload) {
        this.method = method;
        this.content = Incoming.of(payload);
    }

    Outgoing reply() {
        return Objects.requireNonNull(reply, "there is no reply");
    }

    @Override
    public CallKind kind() {
        return CallKind.REQUEST;
    }

    @Override
    public RequestId id() {
        return ID;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public Incoming content() {
        return content;
    }

    @Override
    public long deadlineNanos() {
        return NO_DEADLINE;
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void onCancelled(Runnable task) {}

    @Override
    public long demand() {
        return Long.MAX_VALUE;
    }

    @Override
    public void onDemand(Runnable task) {}

    @Override
    public CompletableFuture<Void> reply(Outgoing outgoing, WhenFull whenFull) {
        reply = outgoing;
        return DONE;
    }

    @Override
    public CompletableFuture<Void> fail(
            ErrorCode code, boolean notProcessed, HandlerFailure failure) {
        throw new IllegalStateException("the handler failed: " + failure);
    }

    @Override
    public void ended() {}
}
