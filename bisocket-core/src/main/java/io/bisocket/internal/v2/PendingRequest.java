package io.bisocket.internal.v2;

import io.bisocket.WhenFull;
import io.bisocket.internal.engine.Call;
import io.bisocket.internal.engine.CallListener;
import io.bisocket.internal.engine.Content;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.protocol.Failure;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way, and its reply. Holds room in the outbox until the peer has acknowledged it,
 * and a place among the pending calls until it ends.
 */
final class PendingRequest extends CompletableFuture<Incoming> implements CallListener {

    private final NativeLink link;
    private final String method;
    private final long cost;
    private boolean holdsRoom = true;
    private @Nullable Call call;

    PendingRequest(NativeLink link, String method, long cost) {
        this.link = link;
        this.method = method;
        this.cost = cost;
    }

    /** Hands it to the session, on the session's thread. */
    void start(Content content, long deadlineMillis, WhenFull whenFull) {
        if (isDone()) {
            leave();
        } else {
            call = link.engine().request(method, content, deadlineMillis, whenFull, this);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            link.execute(this::cancelCall);
        }
        return cancelled;
    }

    private void cancelCall() {
        if (call != null) {
            call.cancel();
        }
    }

    @Override
    public void onAcknowledged() {
        giveRoom();
    }

    @Override
    public void onReply(Content reply) {
        leave();
        complete(link.received(reply));
    }

    @Override
    public void onFailed(Failure failure) {
        leave();
        if (!isDone()) {
            completeExceptionally(link.exception(failure, method));
        }
    }

    private void leave() {
        giveRoom();
        link.callEnded();
    }

    private void giveRoom() {
        if (holdsRoom) {
            holdsRoom = false;
            link.room().give(cost);
        }
    }
}
