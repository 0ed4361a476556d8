package io.bisocket.internal.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * From futures that complete on an event loop to those that callers get, which complete on the
 * client's executor. Whoever completes or cancels the latter ends the former.
 */
final class CallerFutures {

    private final Executor executor;

    CallerFutures(Executor executor) {
        this.executor = executor;
    }

    <T> CompletableFuture<T> of(CompletableFuture<T> inner) {
        return of(inner, value -> value);
    }

    /**
     * @param conversion runs on the executor; what it throws fails the future
     */
    <T, R> CompletableFuture<R> of(CompletableFuture<T> inner, Function<T, R> conversion) {
        CompletableFuture<R> outer = new CompletableFuture<>();
        inner.whenComplete(
                (value, failure) ->
                        execute(
                                () -> {
                                    if (failure == null) {
                                        convert(value, conversion, outer);
                                    } else {
                                        outer.completeExceptionally(failure);
                                    }
                                }));
        outer.whenComplete((value, failure) -> inner.cancel(false));
        return outer;
    }

    private static <T, R> void convert(
            T value, Function<T, R> conversion, CompletableFuture<R> outer) {
        try {
            outer.complete(conversion.apply(value));
        } catch (RuntimeException e) {
            outer.completeExceptionally(e);
        }
    }

    private void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            // The executor was shut down first, and the caller still waits.
            ForkJoinPool.commonPool().execute(task);
        }
    }
}
