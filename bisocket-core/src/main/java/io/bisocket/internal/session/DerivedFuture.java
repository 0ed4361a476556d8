package io.bisocket.internal.session;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A future whose value is made from another's, on whatever thread that completes. It fails with the
 * same exception, and whoever cancels it cancels the other.
 */
public final class DerivedFuture {

    private DerivedFuture() {}

    /**
     * Derives a future.
     *
     * @param conversion what it throws fails the future
     */
    public static <T, R> CompletableFuture<R> of(
            CompletableFuture<T> source, Function<? super T, ? extends R> conversion) {
        CompletableFuture<R> derived = new CompletableFuture<>();
        source.whenComplete(
                (value, failure) -> {
                    if (failure == null) {
                        complete(derived, value, conversion);
                    } else {
                        derived.completeExceptionally(failure);
                    }
                });
        derived.whenComplete((value, failure) -> source.cancel(false));
        return derived;
    }

    /** Completes a future with what a conversion makes of a value, or with what it throws. */
    public static <T, R> void complete(
            CompletableFuture<R> future, T value, Function<? super T, ? extends R> conversion) {
        try {
            future.complete(conversion.apply(value));
        } catch (RuntimeException e) {
            future.completeExceptionally(e);
        }
    }
}
