package io.bisocket.internal.v2;

import io.bisocket.BiSocketException;
import io.bisocket.internal.engine.SendListener;
import io.bisocket.internal.protocol.Failure;
import java.util.concurrent.CompletableFuture;

/** An answer, item or report on its way: done when the peer has acknowledged it. */
final class PendingReply extends CompletableFuture<Void> implements SendListener {

    private final NativeLink link;
    private final long cost;

    /** An answer, which is always taken. */
    PendingReply(NativeLink link) {
        this(link, 0);
    }

    /**
     * @param cost the room that it has taken
     */
    PendingReply(NativeLink link, long cost) {
        this.link = link;
        this.cost = cost;
    }

    @Override
    public void onAcknowledged() {
        giveRoom();
        complete(null);
    }

    @Override
    public void onFailed(Failure failure) {
        lost(link.exception(failure, ""));
    }

    void lost(BiSocketException cause) {
        giveRoom();
        completeExceptionally(cause);
    }

    private void giveRoom() {
        if (cost > 0) {
            link.itemRoom().give(cost);
        }
    }
}
