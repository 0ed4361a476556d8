package io.bisocket.internal.call;

import io.bisocket.BiSocketException;
import io.bisocket.internal.transport.EventLoops;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Waiting for a future, where waiting is allowed. */
public final class Blocking {

    private Blocking() {}

    /**
     * Refuses to wait on an event loop, which everything waits for.
     *
     * @param what is waited for, such as {@code the reply to 'echo'}
     * @throws IllegalStateException if the current thread is one
     */
    public static void check(String what) {
        if (EventLoops.inEventLoop()) {
            throw new IllegalStateException(
                    "waiting for %s would block the event loop %s; use the method that ends in Async there, or move to another thread"
                            .formatted(what, Thread.currentThread().getName()));
        }
    }

    /**
     * Waits; what the future fails with is thrown with the caller's stack trace.
     *
     * @param what is waited for
     * @throws CancellationException if the thread is interrupted; the future is cancelled then
     */
    public static <T> T await(CompletableFuture<T> future, String what) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            future.cancel(false);
            throw new CancellationException("interrupted while waiting for " + what);
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        }
    }

    private static RuntimeException thrown(@Nullable Throwable failure) {
        if (failure instanceof BiSocketException known) {
            known.fillInStackTrace();
            return known;
        }
        return failure instanceof IllegalArgumentException refused
                ? refused
                : new IllegalStateException("a call failed unexpectedly", failure);
    }
}
