package io.bisocket.spring.handler;

import io.bisocket.HandlerOptions;
import io.bisocket.HandlerRegistry;
import io.bisocket.Request;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/** An annotated method as a handler: arguments from the request, the result as replies. */
final class HandlerMethod {

    private final Invocable method;
    private final Failures failures;
    private final Replies replies;
    private final HandlerOptions options;
    private final HandlerContext context;

    HandlerMethod(
            Invocable method,
            Failures failures,
            Replies replies,
            HandlerOptions options,
            HandlerContext context) {
        this.method = method;
        this.failures = failures;
        this.replies = replies;
        this.options = options;
        this.context = context;
    }

    void addTo(HandlerRegistry<?> registry, String name) {
        switch (method.result().kind()) {
            case NOW -> registry.handler(name, this::handle, options);
            case LATER -> registry.asyncHandler(name, this::handleLater, options);
            case MANY -> registry.streamHandler(name, this::publish, options);
        }
    }

    private void handle(Request request) throws Exception {
        @Nullable Object result;
        try {
            result = method.invoke(new Call(request));
        } catch (Throwable e) {
            replyInstead(request, failures.handle(request, e).toCompletableFuture());
            return;
        }
        replies.send(request, result);
    }

    /** Replies with what has come of a failure; later, if it is not there yet. */
    private void replyInstead(
            Request request, CompletableFuture<? extends @Nullable Object> outcome)
            throws Exception {
        if (outcome.isDone()) {
            replies.send(request, valueOf(outcome));
            return;
        }
        request.replyLater();
        outcome.whenComplete(
                (value, unhandled) -> {
                    if (unhandled != null) {
                        request.fail(Replies.unwrapped(unhandled));
                    } else {
                        byte[] payload = replies.single(request, value);
                        request.reply(payload == null ? new byte[0] : payload);
                    }
                });
    }

    private static @Nullable Object valueOf(CompletableFuture<? extends @Nullable Object> outcome)
            throws Exception {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            ReflectionUtils.rethrowException(Replies.unwrapped(e));
            return null;
        }
    }

    private CompletionStage<?> handleLater(Request request) throws Exception {
        CompletionStage<? extends @Nullable Object> result = started(request);
        if (!failures.equals(Failures.NONE)) {
            result = recovered(request, result);
        }
        return result.thenAccept(value -> replies.send(request, value));
    }

    private CompletionStage<? extends @Nullable Object> started(Request request) throws Exception {
        try {
            @Nullable Object stage = method.invoke(new Call(request));
            return stage == null
                    ? CompletableFuture.completedStage(null)
                    : (CompletionStage<?>) stage;
        } catch (Throwable e) {
            if (failures.equals(Failures.NONE)) {
                throw e;
            }
            return CompletableFuture.failedStage(e);
        }
    }

    private CompletionStage<? extends @Nullable Object> recovered(
            Request request, CompletionStage<? extends @Nullable Object> result) {
        CompletableFuture<@Nullable Object> outcome = new CompletableFuture<>();
        result.whenComplete(
                (value, failure) -> {
                    if (failure == null) {
                        outcome.complete(value);
                    } else {
                        failures.handle(request, failure)
                                .whenComplete(
                                        (instead, unhandled) -> {
                                            if (unhandled == null) {
                                                outcome.complete(instead);
                                            } else {
                                                outcome.completeExceptionally(unhandled);
                                            }
                                        });
                    }
                });
        return outcome;
    }

    private Flow.Publisher<byte[]> publish(Request request) {
        return new ReplyPublisher(
                published(request),
                request,
                replies,
                e -> failures.handle(request, e),
                context.capture());
    }

    private Flow.Publisher<?> published(Request request) {
        try {
            @Nullable Object result = method.invoke(new Call(request));
            return result == null ? Publishers.empty() : method.result().publisher().apply(result);
        } catch (Throwable e) {
            return Publishers.failed(e);
        }
    }

    @Override
    public String toString() {
        return method.toString();
    }
}
