package io.bisocket.internal.v2;

import io.bisocket.BiSocketException;
import io.bisocket.WhenFull;
import io.bisocket.internal.engine.Call;
import io.bisocket.internal.engine.CallListener;
import io.bisocket.internal.engine.Content;
import io.bisocket.internal.engine.Delivery;
import io.bisocket.internal.link.StreamCall;
import io.bisocket.internal.link.StreamListener;
import io.bisocket.internal.protocol.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A reply stream: asked for with the first demand, so that its first items need no round trip of
 * their own. The state lives on the session's thread.
 *
 * <pre>
 *  waiting ──first request──► open ──end, failure──► over
 *     └───────── cancel ────────┴───── cancel ────────►
 * </pre>
 */
final class PendingStream implements StreamCall, CallListener {

    private final NativeLink link;
    private final String method;
    private final Content content;
    private final long deadlineMillis;
    private final WhenFull whenFull;
    private final StreamListener listener;
    private final long cost;
    private boolean holdsRoom;
    private boolean over;
    private @Nullable Call call;

    PendingStream(
            NativeLink link,
            String method,
            Content content,
            long deadlineMillis,
            WhenFull whenFull,
            StreamListener listener) {
        this.link = link;
        this.method = method;
        this.content = content;
        this.deadlineMillis = deadlineMillis;
        this.whenFull = whenFull;
        this.listener = listener;
        this.cost = NativeLink.cost(method, content);
    }

    @Override
    public void request(long more) {
        link.execute(() -> demand(more), this::linkGone);
    }

    @Override
    public void cancel() {
        link.execute(this::cancelNow);
    }

    private void demand(long more) {
        if (over) {
            return;
        }
        if (call != null) {
            call.demand(more);
            return;
        }
        try {
            link.enterCall();
            takeRoom();
        } catch (BiSocketException e) {
            over = true;
            listener.onFailed(e);
            return;
        }
        Call started = link.engine().stream(method, content, deadlineMillis, more, whenFull, this);
        call = started;
        if (over) {
            call = null;
        }
    }

    private void takeRoom() {
        try {
            link.room().take(cost, WhenFull.FAIL);
            holdsRoom = true;
        } catch (BiSocketException e) {
            link.callEnded();
            throw e;
        }
    }

    private void cancelNow() {
        if (!over) {
            over = true;
            if (call != null) {
                call.cancel();
            }
        }
    }

    private void linkGone() {
        if (!over) {
            over = true;
            listener.onFailed(link.gone());
        }
    }

    @Override
    public void onAcknowledged() {
        giveRoom();
    }

    @Override
    public void onItem(Delivery item) {
        if (over) {
            item.release();
        } else {
            listener.onItem(link.received(item));
        }
    }

    @Override
    public void onEnd() {
        leave();
        if (!over) {
            over = true;
            listener.onEnd();
        }
    }

    @Override
    public void onFailed(Failure failure) {
        leave();
        if (!over) {
            over = true;
            listener.onFailed(link.exception(failure, method));
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
