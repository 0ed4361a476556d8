package io.bisocket.internal.dispatch;

import io.bisocket.NoHandlerException;
import io.bisocket.PayloadCodec;
import io.bisocket.Request;
import io.bisocket.RequestId;
import io.bisocket.RequestRejectedException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the handler of a request's method. A handler that fails, by whatever it throws or by its
 * stage, is logged once and reported to the client, and harms nothing else. Thread-safe.
 */
public final class Dispatcher {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final Handlers handlers;
    private final PayloadCodec codec;
    private final boolean sendStackTraces;

    /**
     * @param codec how objects become payloads
     * @param sendStackTraces whether clients are sent the stack traces of failed handlers
     */
    public Dispatcher(Handlers handlers, PayloadCodec codec, boolean sendStackTraces) {
        this.handlers = handlers;
        this.codec = codec;
        this.sendStackTraces = sendStackTraces;
    }

    /** The request, as its handler is to see it. */
    public Request request(RequestId id, String method, byte[] payload, ReplySink replies) {
        return new HandledRequest(id, method, payload, replies, codec, sendStackTraces);
    }

    /**
     * Handles a request, beginning on the current thread.
     *
     * @return completes when the request has been handled, well or badly; never fails
     */
    public CompletableFuture<Void> handle(Request request) {
        CompletableFuture<Void> handled = new CompletableFuture<>();
        Handler handler = handlers.find(request.method()).orElse(null);
        if (handler == null) {
            report(request, new NoHandlerException(request.method()));
            handled.complete(null);
            return handled;
        }
        try {
            CompletionStage<?> stage = handler.handle(request);
            Objects.requireNonNull(stage, "the handler returned no stage")
                    .whenComplete((value, failure) -> finish(request, failure, handled));
        } catch (Throwable failure) {
            finish(request, failure, handled);
        }
        return handled;
    }

    /** Tells the client that its request is not handled. */
    public void reject(Request request, String reason) {
        report(request, new RequestRejectedException(reason));
    }

    private void finish(
            Request request, @Nullable Throwable failure, CompletableFuture<Void> handled) {
        try {
            if (failure != null) {
                log.warn("The handler of {} failed", request, Failures.unwrapped(failure));
                report(request, failure);
            }
        } finally {
            handled.complete(null);
        }
    }

    private void report(Request request, Throwable failure) {
        try {
            request.fail(failure)
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
