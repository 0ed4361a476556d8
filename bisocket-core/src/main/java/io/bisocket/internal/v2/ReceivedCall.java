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
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/** A call of the peer, for handlers on any thread. */
final class ReceivedCall implements IncomingCall, SessionTask {

    private static final AtomicIntegerFieldUpdater<ReceivedCall> ANSWERED =
            AtomicIntegerFieldUpdater.newUpdater(ReceivedCall.class, "answered");
    private static final AtomicIntegerFieldUpdater<ReceivedCall> ENDED =
            AtomicIntegerFieldUpdater.newUpdater(ReceivedCall.class, "ended");

    private final NativeLink link;
    private final InboundCall call;
    private final Session session;
    private final CallKind kind;
    private final Incoming content;
    private final @Nullable StreamDemand demand;
    private final Cancellation cancellation = new Cancellation();
    private volatile int answered;
    private volatile int ended;
    private @Nullable SessionTask next;

    /** On the session's thread. */
    ReceivedCall(NativeLink link, InboundCall call, Session session) {
        this.session = session;
        this.link = link;
        this.call = call;
        this.kind = kind(call.kind());
        this.content = link.received(call.content());
        this.demand = kind == CallKind.STREAM ? new StreamDemand(call.demand()) : null;
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
        return demand == null ? Long.MAX_VALUE : demand.total();
    }

    @Override
    public void onDemand(Runnable task) {
        if (demand != null) {
            demand.listener(task);
        }
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
        if (!ANSWERED.compareAndSet(this, 0, 1)) {
            throw new RequestRejectedException(
                    "the request for '%s' has its reply already".formatted(method()));
        }
        return submit(PendingReply.last(link, call, packed));
    }

    private CompletableFuture<Void> item(Content packed, WhenFull whenFull) {
        if (demand != null) {
            demand.take(whenFull);
        }
        long cost = NativeLink.cost("", packed);
        link.itemRoom().take(cost, whenFull);
        WhenFull policy = NativeLink.inTheOutbox(whenFull);
        return submit(PendingReply.item(link, call, packed, policy, cost));
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
        answered = 1;
        return submit(PendingReply.failure(link, call, told));
    }

    private CompletableFuture<Void> submit(PendingReply reply) {
        link.execute(reply);
        return reply;
    }

    @Override
    public void ended() {
        if (ENDED.compareAndSet(this, 0, 1)) {
            link.execute(this);
        }
    }

    /** Its handler has ended. On the session's thread. */
    @Override
    public void run() {
        session.ended(call);
    }

    @Override
    public void giveUp() {
        // Nothing is left of the session.
    }

    @Override
    public @Nullable SessionTask next() {
        return next;
    }

    @Override
    public void next(@Nullable SessionTask task) {
        next = task;
    }

    /** Nobody waits any more. On the session's thread. */
    void cancelled() {
        if (demand != null) {
            demand.end();
        }
        cancellation.done();
    }

    /** The peer wants more items. On the session's thread. */
    void demanded() {
        if (demand != null) {
            demand.grow(call.demand());
        }
    }

    @Override
    public String toString() {
        return "%s '%s' %s".formatted(kind, method(), id());
    }
}
