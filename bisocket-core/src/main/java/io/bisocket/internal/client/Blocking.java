package io.bisocket.internal.client;

import io.bisocket.BiSocketException;
import io.bisocket.internal.transport.EventLoops;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Waiting for a future, where waiting is allowed. */
final class Blocking {

    private Blocking() {}

    /**
     * Refuses to wait on an event loop, which everything waits for.
     *
     * @throws IllegalStateException if the current thread is one
     */
    static void check(String method) {
        if (EventLoops.inEventLoop()) {
            throw new IllegalStateException(
                    "%s() would block the event loop %s; call %sAsync() there, or move to another thread"
                            .formatted(method, Thread.currentThread().getName(), method));
        }
    }

    /**
     * Waits; what the future fails with is thrown with the caller's stack trace.
     *
     * @throws CancellationException if the thread is interrupted; the future is cancelled then
     */
    static <T> T await(CompletableFuture<T> future, String what) {
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
        return new IllegalStateException("a call failed unexpectedly", failure);
    }
}
