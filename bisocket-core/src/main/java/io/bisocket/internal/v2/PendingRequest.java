package io.bisocket.internal.v2;

import io.bisocket.WhenFull;
import io.bisocket.internal.engine.Call;
import io.bisocket.internal.engine.CallListener;
import io.bisocket.internal.engine.Content;
import io.bisocket.internal.link.ReplyListener;
import io.bisocket.internal.link.RequestCall;
import io.bisocket.internal.protocol.Failure;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way, and its reply. Holds room in the outbox until the peer has acknowledged it,
 * and a place among the pending calls until it ends.
 */
final class PendingRequest implements CallListener, RequestCall, SessionTask {

    private final NativeLink link;
    private final String method;
    private final long cost;
    private final long deadlineMillis;
    private final WhenFull whenFull;
    private final ReplyListener told;
    private @Nullable Content content;
    private @Nullable Call call;
    private @Nullable SessionTask next;
    private boolean holdsRoom = true;
    private volatile boolean cancelled;
    private volatile boolean over;

    /**
     * @param cost the room that it has taken
     */
    PendingRequest(
            NativeLink link,
            String method,
            Content content,
            long cost,
            long deadlineMillis,
            WhenFull whenFull,
            ReplyListener told) {
        this.link = link;
        this.method = method;
        this.content = content;
        this.cost = cost;
        this.deadlineMillis = deadlineMillis;
        this.whenFull = whenFull;
        this.told = told;
    }

    /** Hands it to the session, on the session's thread. */
    @Override
    public void run() {
        Content made = content;
        content = null;
        if (cancelled || made == null) {
            leave();
            told.onFailed(new CancellationException());
        } else {
            call = link.engine().request(method, made, deadlineMillis, whenFull, this);
        }
    }

    @Override
    public void giveUp() {
        leave();
        told.onFailed(link.gone());
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
    public void cancel() {
        if (!over) {
            cancelled = true;
            link.execute(this::cancelCall);
        }
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
        told.onReply(link.received(reply));
    }

    @Override
    public void onFailed(Failure failure) {
        leave();
        told.onFailed(cancelled ? new CancellationException() : link.exception(failure, method));
    }

    private void leave() {
        over = true;
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
