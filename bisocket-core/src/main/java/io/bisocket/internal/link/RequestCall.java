package io.bisocket.internal.link;

import java.util.concurrent.CompletableFuture;

/** A request that is under way. Thread-safe. */
@FunctionalInterface
public interface RequestCall {

    /** One that is over. */
    RequestCall OVER = () -> {};

    /** Loses interest. Does nothing once the listener has been told. */
    void cancel();

    /** A request whose outcome is a future, which somebody else is told of, too. */
    static RequestCall of(CompletableFuture<Incoming> reply, ReplyListener told) {
        reply.whenComplete(
                (value, failure) -> {
                    if (failure == null) {
                        told.onReply(value);
                    } else {
                        told.onFailed(failure);
                    }
                });
        return () -> reply.cancel(false);
    }
}
