package io.bisocket.internal.v2;

import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.ReplyListener;
import io.bisocket.internal.link.RequestCall;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A reply as a future: cancelling it cancels the request. */
final class ReplyFuture extends CompletableFuture<Incoming> implements ReplyListener {

    private volatile @Nullable RequestCall call;

    /** The reply to a request that is made for it. */
    static ReplyFuture of(Function<ReplyListener, RequestCall> request) {
        ReplyFuture reply = new ReplyFuture();
        RequestCall made = request.apply(reply);
        reply.call = made;
        if (reply.isCancelled()) {
            made.cancel();
        }
        return reply;
    }

    @Override
    public void onReply(Incoming reply) {
        complete(reply);
    }

    @Override
    public void onFailed(Throwable failure) {
        completeExceptionally(failure);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        RequestCall made = call;
        if (cancelled && made != null) {
            made.cancel();
        }
        return cancelled;
    }
}
