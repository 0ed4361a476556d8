package io.bisocket.internal.v2;

import io.bisocket.BiSocketException;
import io.bisocket.CallKind;
import io.bisocket.ErrorCode;
import io.bisocket.HandlerFailure;
import io.bisocket.PayloadTooLargeException;
import io.bisocket.RequestId;
import io.bisocket.RequestRejectedException;
import io.bisocket.WhenFull;
import io.bisocket.internal.engine.Call;
import io.bisocket.internal.engine.Content;
import io.bisocket.internal.engine.InboundCall;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.protocol.Failure;
import io.bisocket.internal.protocol.MessageKind;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A call of the peer, for handlers on any thread. */
final class ReceivedCall implements IncomingCall {

    private final NativeLink link;
    private final InboundCall call;
    private final Session session;
    private final CallKind kind;
    private final Incoming content;
    private final StreamDemand demand;
    private final Cancellation cancellation = new Cancellation();
    private final AtomicBoolean answered = new AtomicBoolean();

    /** On the session's thread. */
    ReceivedCall(NativeLink link, InboundCall call, Session session) {
        this.session = session;
        this.link = link;
        this.call = call;
        this.kind = kind(call.kind());
        this.content = link.received(call.content());
        this.demand = new StreamDemand(kind == CallKind.STREAM ? call.demand() : Long.MAX_VALUE);
    }

    private static CallKind kind(MessageKind kind) {
        return switch (kind) {
            case REQUEST -> CallKind.REQUEST;
            case STREAM -> CallKind.STREAM;
            default -> CallKind.SEND;
        };
    }

    @Override
    public CallKind kind() {
        return kind;
    }

    @Override
    public RequestId id() {
        return link.peerId(call.reference());
    }

    @Override
    public String method() {
        return call.method();
    }

    @Override
    public Incoming content() {
        return content;
    }

    @Override
    public long deadlineNanos() {
        return call.deadline() == Call.NO_DEADLINE
                ? NO_DEADLINE
                : TimeUnit.MILLISECONDS.toNanos(call.deadline());
    }

    @Override
    public boolean isCancelled() {
        return cancellation.isDone();
    }

    @Override
    public void onCancelled(Runnable task) {
        cancellation.then(task);
    }

    @Override
    public long demand() {
        return demand.total();
    }

    @Override
    public void onDemand(Runnable task) {
        demand.listener(task);
    }

    @Override
    public CompletableFuture<Void> reply(Outgoing reply, WhenFull whenFull) {
        try {
            Content packed = link.pack(reply);
            return kind == CallKind.REQUEST ? answer(packed) : item(packed, whenFull);
        } catch (PayloadTooLargeException e) {
            tellTooLarge(e);
            return CompletableFuture.failedFuture(e);
        } catch (BiSocketException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The work was done, but its result cannot be told. */
    private void tellTooLarge(PayloadTooLargeException e) {
        if (kind == CallKind.REQUEST) {
            String type = e.getClass().getSimpleName();
            fail(e.code(), false, new HandlerFailure(type, e.getMessage(), method(), null));
        }
    }

    private CompletableFuture<Void> answer(Content packed) {
        if (!answered.compareAndSet(false, true)) {
            throw new RequestRejectedException(
                    "the request for '%s' has its reply already".formatted(method()));
        }
        return submit(new PendingReply(link), told -> call.reply(packed, told));
    }

    private CompletableFuture<Void> item(Content packed, WhenFull whenFull) {
        demand.take(whenFull);
        long cost = NativeLink.cost("", packed);
        link.itemRoom().take(cost, whenFull);
        WhenFull policy = NativeLink.inTheOutbox(whenFull);
        return submit(new PendingReply(link, cost), told -> call.item(packed, policy, told));
    }

    @Override
    public CompletableFuture<Void> fail(
            ErrorCode code, boolean notProcessed, HandlerFailure failure) {
        Failure told =
                new Failure(
                        code.number(),
                        notProcessed,
                        failure.type(),
                        failure.message(),
                        Objects.requireNonNullElse(failure.stackTrace(), ""));
        answered.set(true);
        return submit(new PendingReply(link), listener -> call.fail(told, listener));
    }

    private CompletableFuture<Void> submit(
            PendingReply reply, java.util.function.Consumer<PendingReply> start) {
        link.execute(() -> start.accept(reply), () -> reply.lost(link.gone()));
        return reply;
    }

    @Override
    public void ended() {
        link.execute(() -> session.ended(call));
    }

    /** Nobody waits any more. On the session's thread. */
    void cancelled() {
        demand.end();
        cancellation.done();
    }

    /** The peer wants more items. On the session's thread. */
    void demanded() {
        demand.grow(call.demand());
    }

    @Override
    public String toString() {
        return "%s '%s' %s".formatted(kind, method(), id());
    }
}
