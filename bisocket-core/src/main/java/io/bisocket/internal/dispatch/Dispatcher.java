package io.bisocket.internal.dispatch;

import io.bisocket.BiSocketException;
import io.bisocket.BiSocketMetrics;
import io.bisocket.ForbiddenException;
import io.bisocket.NoHandlerException;
import io.bisocket.PayloadCodec;
import io.bisocket.Peer;
import io.bisocket.RequestRejectedException;
import io.bisocket.internal.link.Dialects;
import io.bisocket.internal.link.FailureReport;
import io.bisocket.internal.link.IncomingCall;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the handler of a request's method. A handler that fails, by whatever it throws or by its
 * stage, is logged once and reported to the caller, and harms nothing else. Thread-safe.
 */
public final class Dispatcher {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private static final CompletableFuture<Void> HANDLED = CompletableFuture.completedFuture(null);

    private final Handlers handlers;
    private final PayloadCodec codec;
    private final HandlerThreads.Choice threads;
    private final boolean sendStackTraces;
    private final BiSocketMetrics metrics;

    /**
     * @param codec how objects become payloads
     * @param workers where what may block is run
     * @param sendStackTraces whether clients are sent the stack traces of failed handlers
     * @param metrics told how long handlers take
     */
    public Dispatcher(
            Handlers handlers,
            PayloadCodec codec,
            Executor workers,
            boolean sendStackTraces,
            BiSocketMetrics metrics) {
        this.handlers = handlers;
        this.codec = codec;
        this.threads = new HandlerThreads.Choice(workers);
        this.sendStackTraces = sendStackTraces;
        this.metrics = metrics;
    }

    /** The call, as its handler is to see it. */
    public HandledRequest request(IncomingCall call, Peer peer) {
        Route route = handlers.find(call.method()).orElse(null);
        return new HandledRequest(call, peer, route, codec, threads.of(route), sendStackTraces);
    }

    /** A lane waits for no place any more. */
    List<HandledRequest> withdraw(RequestLane lane) {
        return handlers.turnstiles().stream()
                .flatMap(turnstile -> turnstile.withdraw(lane).stream())
                .toList();
    }

    /**
     * Handles a request, beginning on the current thread.
     *
     * @return completes when the request has been handled, well or badly; never fails, and is not
     *     to be completed by others
     */
    public CompletableFuture<Void> handle(HandledRequest request) {
        if (isMeasured()) {
            request.begin();
        }
        if (request.isInVain()) {
            done(request);
            return HANDLED;
        }
        Route route = request.route();
        RequestRejectedException refusal = refusal(route, request);
        if (route == null || refusal != null) {
            refuse(request, Objects.requireNonNull(refusal));
            return HANDLED;
        }
        return handle(request, route);
    }

    private CompletableFuture<Void> handle(HandledRequest request, Route route) {
        Throwable thrown = null;
        try {
            CompletionStage<?> stage = route.handler().handle(request);
            Objects.requireNonNull(stage, "the handler returned no stage");
            if (!stage.equals(Handler.DONE)) {
                CompletableFuture<Void> handled = new CompletableFuture<>();
                stage.whenComplete((value, failure) -> finish(request, failure, handled));
                return handled;
            }
        } catch (Throwable failure) {
            thrown = failure;
        }
        finishHere(request, thrown);
        return HANDLED;
    }

    /** Whoever has read the request goes on, whatever its end leads to. */
    private void finishHere(HandledRequest request, @Nullable Throwable failure) {
        try {
            end(request, failure);
        } catch (RuntimeException e) {
            log.error("What follows the end of {} failed", request, e);
        }
    }

    private static @Nullable RequestRejectedException refusal(
            @Nullable Route route, HandledRequest request) {
        if (route == null) {
            return new NoHandlerException(request.method());
        }
        if (route.options().isNativeOnly() && Dialects.isPython(request.peer().dialect())) {
            return new RequestRejectedException(
                    "method '%s' does not accept the Python format".formatted(request.method()));
        }
        return null;
    }

    /** Tells the client that its request is not handled. */
    public void reject(HandledRequest request, String reason) {
        refuse(request, new RequestRejectedException(reason));
    }

    /** Does not handle a request; tells the client if it waits for an answer. */
    void drop(HandledRequest request) {
        if (request.wantsAnswer()) {
            reject(request, "the connection is being closed");
        } else {
            request.ended();
        }
    }

    private void refuse(HandledRequest request, RequestRejectedException refusal) {
        report(request, () -> request.refuse(refusal));
        done(request);
    }

    private void finish(
            HandledRequest request, @Nullable Throwable failure, CompletableFuture<Void> handled) {
        try {
            end(request, failure);
        } finally {
            handled.complete(null);
        }
    }

    private void end(HandledRequest request, @Nullable Throwable failure) {
        try {
            if (failure != null) {
                reportFailure(request, FailureReport.unwrapped(failure));
            }
        } finally {
            done(request);
        }
    }

    private static void reportFailure(HandledRequest request, Throwable failure) {
        if (request.isInVain()) {
            log.debug("The handler of {}, which was cancelled, failed", request, failure);
        } else if (request.isHeld()
                && failure instanceof BiSocketException refusal
                && refuses(refusal)) {
            log.debug("An interceptor refused {}", request, refusal);
            report(request, () -> request.refuse(refusal));
        } else if (failure instanceof ForbiddenException refusal && !refusal.isReported()) {
            log.debug("{} is not allowed", request);
            report(request, () -> request.fail(refusal));
        } else if (FailureReport.isBadPayload(failure)) {
            log.warn("The handler of {} failed: {}", request, failure.getMessage());
            log.debug("Where the payload of {} was refused", request, failure);
            report(request, () -> request.fail(failure));
        } else {
            log.warn("The handler of {} failed", request, failure);
            report(request, () -> request.fail(failure));
        }
    }

    private static boolean refuses(BiSocketException failure) {
        return failure instanceof RequestRejectedException
                || (failure instanceof ForbiddenException refusal && !refusal.isReported());
    }

    private void done(HandledRequest request) {
        try {
            if (isMeasured()) {
                metrics.handled(
                        request.handlerName(), request.kind(), request.failure(), request.nanos());
            }
        } finally {
            request.ended();
        }
    }

    private boolean isMeasured() {
        return !BiSocketMetrics.none().equals(metrics);
    }

    private static void report(HandledRequest request, Supplier<CompletableFuture<Void>> sending) {
        try {
            sending.get()
                    .exceptionally(
                            unsent -> {
                                log.debug(
                                        "The client was not told that {} failed", request, unsent);
                                return null;
                            });
        } catch (RuntimeException | Error e) {
            log.error("A failure of {} could not be reported", request, e);
        }
    }
}
