package io.bisocket.internal.python;

import io.bisocket.CallKind;
import io.bisocket.ErrorCode;
import io.bisocket.HandlerFailure;
import io.bisocket.RequestId;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.Outgoing;
import java.util.concurrent.CompletableFuture;

/**
 * A client's request, as the server has it. The format does not say whether the client waits for a
 * reply, nor for how long.
 */
final class PythonCall implements IncomingCall {

    private final PythonServerLink link;
    private final RequestId id;
    private final String method;
    private final Incoming content;
    private volatile boolean watched;

    PythonCall(PythonServerLink link, PythonRequest request) {
        this.link = link;
        this.id = new RequestId(request.requestId());
        this.method = request.method();
        this.content = Incoming.of(request.payload());
    }

    @Override
    public CallKind kind() {
        return CallKind.SEND;
    }

    @Override
    public RequestId id() {
        return id;
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
        return link.end().isOver();
    }

    @Override
    public void onCancelled(Runnable task) {
        watched = true;
        link.end().run(this, task);
    }

    @Override
    public long demand() {
        return Long.MAX_VALUE;
    }

    @Override
    public void onDemand(Runnable task) {
        // It never grows.
    }

    @Override
    public CompletableFuture<Void> reply(Outgoing reply, WhenFull whenFull) {
        return link.reply(id, reply, whenFull);
    }

    @Override
    public CompletableFuture<Void> fail(
            ErrorCode code, boolean notProcessed, HandlerFailure failure) {
        return link.fail(id, failure);
    }

    @Override
    public void ended() {
        if (watched) {
            link.end().forget(this);
        }
    }
}
