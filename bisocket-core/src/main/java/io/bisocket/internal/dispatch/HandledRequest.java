package io.bisocket.internal.dispatch;

import io.bisocket.BiSocketException;
import io.bisocket.CallKind;
import io.bisocket.ErrorCode;
import io.bisocket.Execution;
import io.bisocket.PayloadCodec;
import io.bisocket.Peer;
import io.bisocket.RequestRejectedException;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.FailureReport;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.session.PayloadValues;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call on its way through a handler, and what becomes of it. Thread-safe. */
public final class HandledRequest extends ReceivedRequest {

    private static final Logger log = LoggerFactory.getLogger(HandledRequest.class);
    private static final AtomicIntegerFieldUpdater<HandledRequest> ANSWERED =
            AtomicIntegerFieldUpdater.newUpdater(HandledRequest.class, "answered");

    private final HandlerThreads threads;
    private final boolean sendStackTraces;
    private volatile int answered;
    private volatile boolean replied;
    private volatile @Nullable CompletableFuture<Void> later;
    private volatile boolean held;
    private volatile @Nullable ErrorCode failure;
    private volatile long begun;

    HandledRequest(
            IncomingCall call,
            Peer peer,
            @Nullable Route route,
            PayloadCodec codec,
            HandlerThreads threads,
            boolean sendStackTraces) {
        super(call, peer, route, codec);
        this.threads = threads;
        this.sendStackTraces = sendStackTraces;
    }

    /** Where its publishers and callbacks run, which may block. */
    Executor workers() {
        return threads.callbacks();
    }

    /** Whether its handler runs where the call was read. */
    boolean isInPlace() {
        return route != null && route.options().isOnEventLoop();
    }

    /** The handler's own threads, else these. */
    Executor threadsOr(Executor usual) {
        return threads.own() != null ? threads.own() : usual;
    }

    /** Where it has to wait for a place; null if it needs none. */
    @Nullable Turnstile turnstile() {
        return route == null ? null : route.turnstile();
    }

    /**
     * Requests with the same turn are handled one after the other; null if it needs not wait.
     *
     * @param usual the order where the handler does not say
     */
    @Nullable Object turn(Execution usual) {
        Execution own = route == null ? usual : route.options().executionOr(usual);
        if (own == Execution.PARALLEL) {
            return null;
        }
        return usual == Execution.IN_ORDER ? usual : route;
    }

    /** Completes when the handler that has returned is done; never fails. */
    CompletionStage<?> untilReplied() {
        CompletableFuture<Void> reply = later;
        if (reply == null || !wantsAnswer()) {
            return Handler.DONE;
        }
        call.onCancelled(() -> reply.complete(null));
        return reply;
    }

    /** Its handling begins. */
    void begin() {
        begun = System.nanoTime();
    }

    /** How long its handling has taken so far; 0 if it has not begun. */
    long nanos() {
        return begun == 0 ? 0 : System.nanoTime() - begun;
    }

    /** With what its handling has failed; null if it has not. */
    @Nullable ErrorCode failure() {
        ErrorCode told = failure;
        return told == null && isInVain() ? ErrorCode.CANCELLED : told;
    }

    /** Interceptors have it, and may hold it back from its handler. */
    void held() {
        held = true;
    }

    /** The interceptors have passed it on to its handler. */
    void passed() {
        held = false;
    }

    /** Whether it was held back by an interceptor. */
    boolean isHeld() {
        return held;
    }

    /** Tells the caller that no handler sees it. */
    CompletableFuture<Void> refuse(BiSocketException refusal) {
        failure = refusal.code();
        return send(FailureReport.ofRefusal(refusal, method()));
    }

    /** The handler is done. */
    void ended() {
        call.ended();
    }

    @Override
    public void onCancel(Runnable task) {
        call.onCancelled(() -> workers().execute(() -> runQuietly(task)));
    }

    private void runQuietly(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("What was to be run when {} was cancelled failed", this, e);
        }
    }

    @Override
    public CompletableFuture<Void> reply(byte[] payload) {
        return reply(Outgoing.reply(payload, compression()));
    }

    @Override
    public CompletableFuture<Void> replyObject(Object value) {
        return reply(PayloadValues.encode(value, codec));
    }

    @Override
    public CompletableFuture<Void> fail(Throwable thrown) {
        FailureReport report = FailureReport.ofHandler(thrown, method(), sendStackTraces);
        failure = report.code();
        return answer(() -> send(report));
    }

    @Override
    public void replyLater() {
        CompletableFuture<Void> reply = new CompletableFuture<>();
        later = reply;
        if (replied) {
            reply.complete(null);
        }
    }

    private CompletableFuture<Void> reply(Outgoing reply) {
        return answer(
                () -> {
                    CompletableFuture<Void> sent = call.reply(reply, WhenFull.WAIT);
                    if (call.kind() == CallKind.REQUEST && sent.isCompletedExceptionally()) {
                        sent.whenComplete((done, refusal) -> failIfRefused(refusal));
                    }
                    return sent;
                });
    }

    /** The reply to a request could not be sent: its caller need not wait for another. */
    private void failIfRefused(@Nullable Throwable refusal) {
        if (refusal instanceof RequestRejectedException) {
            send(FailureReport.ofHandler(refusal, method(), sendStackTraces));
        }
    }

    private CompletableFuture<Void> answer(Supplier<CompletableFuture<Void>> sending) {
        boolean once = call.kind() == CallKind.REQUEST;
        if (once && !ANSWERED.compareAndSet(this, 0, 1)) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException(
                            this + " has its answer already; only streams and sends have more"));
        }
        try {
            CompletableFuture<Void> sent = sending.get();
            replied();
            return sent;
        } catch (RuntimeException e) {
            answered = 0;
            throw e;
        }
    }

    private void replied() {
        replied = true;
        CompletableFuture<Void> reply = later;
        if (reply != null) {
            reply.complete(null);
        }
    }

    private CompletableFuture<Void> send(FailureReport report) {
        return call.fail(report.code(), report.notProcessed(), report.failure());
    }
}
