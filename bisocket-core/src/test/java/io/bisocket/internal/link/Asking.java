package io.bisocket.internal.link;

import io.bisocket.WhenFull;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Requests on a link, for tests that want the reply as a future. */
public final class Asking {

    private Asking() {}

    /** Makes a request; cancelling the future cancels it. */
    public static CompletableFuture<Incoming> on(
            Outlet link, Outgoing message, Duration timeout, WhenFull whenFull) {
        CompletableFuture<Incoming> reply = new CompletableFuture<>();
        ReplyListener told =
                new ReplyListener() {
                    @Override
                    public void onReply(Incoming answer) {
                        reply.complete(answer);
                    }

                    @Override
                    public void onFailed(Throwable failure) {
                        reply.completeExceptionally(failure);
                    }
                };
        RequestCall call = link.request(message, timeout, whenFull, told);
        reply.whenComplete((answer, failure) -> call.cancel());
        return reply;
    }
}
