package io.bisocket.internal.dispatch;

import io.bisocket.HandlerInterceptor;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Handlers with interceptors around them. */
final class Interception {

    private Interception() {}

    /** The handler behind these interceptors, the first of which is the outermost. */
    static Handler around(Handler handler, List<HandlerInterceptor> interceptors) {
        if (interceptors.isEmpty()) {
            return handler;
        }
        Handler inner =
                request -> {
                    request.passed();
                    return handler.handle(request);
                };
        for (int i = interceptors.size() - 1; i >= 0; i--) {
            inner = around(inner, interceptors.get(i));
        }
        Handler outermost = inner;
        return request -> {
            request.held();
            return outermost.handle(request);
        };
    }

    private static Handler around(Handler handler, HandlerInterceptor interceptor) {
        return request ->
                Objects.requireNonNull(
                        interceptor.intercept(request, () -> proceed(handler, request)),
                        () -> interceptor + " returned no stage");
    }

    private static CompletionStage<?> proceed(Handler handler, HandledRequest request) {
        try {
            return Objects.requireNonNull(handler.handle(request), "the handler returned no stage");
        } catch (Throwable failure) {
            return CompletableFuture.failedStage(failure);
        }
    }
}
