package io.bisocket;

import java.util.concurrent.CompletionStage;

/**
 * Stands around the handling of calls, at either end. May look at a call, answer it instead of its
 * handler, refuse it, or follow it to its end:
 *
 * <pre>{@code
 * builder.interceptor((request, next) -> {
 *     long start = System.nanoTime();
 *     return next.proceed().whenComplete((done, failure) -> log(request, start, failure));
 * });
 * }</pre>
 *
 * <p>Called on the thread that then runs the handler, once for each call that has a handler; the
 * interceptor that was registered first is the outermost. Not called for what a client's {@link
 * MessageReceiver} takes. Must be thread-safe.
 *
 * <p>What it throws, or its stage fails with, is reported to the caller as what a handler throws. A
 * {@link RequestRejectedException} or {@link ForbiddenException} before the handler was called is a
 * refusal instead: the caller is told its code, and that nothing was processed.
 */
@FunctionalInterface
public interface HandlerInterceptor {

    /**
     * Handles a call, usually through {@code next}.
     *
     * @param next the rest: further interceptors, then the handler
     * @return completes when the call has been handled; its value does not matter
     */
    CompletionStage<?> intercept(Request request, Next next) throws Exception;

    /** What comes after an interceptor. */
    @FunctionalInterface
    interface Next {

        /**
         * Goes on, on this thread; once at most.
         *
         * @return completes when the call has been handled, and fails with what the handler threw
         */
        CompletionStage<?> proceed();
    }
}
