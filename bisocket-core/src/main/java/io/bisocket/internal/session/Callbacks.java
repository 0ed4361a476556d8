package io.bisocket.internal.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * The threads on which callers are told: an executor, and when that was shut down first, while
 * somebody still waits, the common pool.
 */
public final class Callbacks implements Executor {

    /** The thread that has the outcome. */
    public static final Callbacks DIRECT = new Callbacks(Runnable::run);

    private final Executor executor;

    public Callbacks(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            ForkJoinPool.commonPool().execute(task);
        }
    }

    /**
     * From a future that completes on an event loop to one that completes here. Whoever completes
     * or cancels the latter ends the former.
     */
    public <T> CompletableFuture<T> of(CompletableFuture<T> inner) {
        return of(inner, value -> value);
    }

    /**
     * As {@link #of(CompletableFuture)}, with a conversion.
     *
     * @param conversion runs here; what it throws fails the future
     */
    public <T, R> CompletableFuture<R> of(
            CompletableFuture<T> inner, Function<? super T, ? extends R> conversion) {
        CompletableFuture<R> outer = new CompletableFuture<>();
        inner.whenComplete(
                (value, failure) ->
                        execute(
                                () -> {
                                    if (failure == null) {
                                        DerivedFuture.complete(outer, value, conversion);
                                    } else {
                                        outer.completeExceptionally(failure);
                                    }
                                }));
        outer.whenComplete((value, failure) -> inner.cancel(false));
        return outer;
    }
}
