package io.bisocket.spring.handler;

import io.bisocket.Request;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Who handles what a handler throws. Thread-safe. */
@FunctionalInterface
interface Failures {

    /** Nobody. */
    Failures NONE = failure -> null;

    /** The method for a failure; null if there is none. */
    @Nullable Invocable handlerOf(Throwable failure);

    /**
     * Has a failure handled.
     *
     * @return the outcome, one value at most; fails with the failure if nobody handles it
     */
    default CompletionStage<? extends @Nullable Object> handle(Request request, Throwable thrown) {
        Throwable failure = BadArgumentException.seen(Replies.unwrapped(thrown));
        Invocable handler = handlerOf(failure);
        if (handler == null) {
            return CompletableFuture.failedFuture(thrown);
        }
        try {
            return handler.first(new Call(request, failure));
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
