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
final class PendingRequest extends CompletableFuture<Incoming>
        implements CallListener, SessionTask {

    private final NativeLink link;
    private final String method;
    private final long cost;
    private final long deadlineMillis;
    private final WhenFull whenFull;
    private @Nullable Content content;
    private @Nullable Call call;
    private @Nullable SessionTask next;
    private boolean holdsRoom = true;

    /**
     * @param cost the room that it has taken
     */
    PendingRequest(
            NativeLink link,
            String method,
            Content content,
            long cost,
            long deadlineMillis,
            WhenFull whenFull) {
        this.link = link;
        this.method = method;
        this.content = content;
        this.cost = cost;
        this.deadlineMillis = deadlineMillis;
        this.whenFull = whenFull;
    }

    /** Hands it to the session, on the session's thread. */
    @Override
    public void run() {
        Content made = content;
        content = null;
        if (isCancelled() || made == null) {
            leave();
        } else {
            call = link.engine().request(method, made, deadlineMillis, whenFull, this);
        }
    }

    @Override
    public void giveUp() {
        completeExceptionally(link.gone());
    }

    @Override
    public @Nullable SessionTask next() {
        return next;
    }

    @Override
    public void next(@Nullable SessionTask task) {
        next = task;
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
        completeExceptionally(link.exception(failure, method));
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
