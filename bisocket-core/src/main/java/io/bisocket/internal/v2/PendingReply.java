package io.bisocket.internal.v2;

import io.bisocket.BiSocketException;
import io.bisocket.WhenFull;
import io.bisocket.internal.engine.Content;
import io.bisocket.internal.engine.InboundCall;
import io.bisocket.internal.engine.SendListener;
import io.bisocket.internal.protocol.Failure;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An answer, item or report on its way: done when the peer has acknowledged it. */
final class PendingReply extends CompletableFuture<Void> implements SendListener, SessionTask {

    private final NativeLink link;
    private final InboundCall call;
    private final long cost;
    private final @Nullable WhenFull policy;
    private @Nullable Content content;
    private @Nullable Failure failure;
    private @Nullable SessionTask next;

    private PendingReply(NativeLink link, InboundCall call, long cost, @Nullable WhenFull policy) {
        this.link = link;
        this.call = call;
        this.cost = cost;
        this.policy = policy;
    }

    /** The answer to a request, which is always taken. */
    static PendingReply last(NativeLink link, InboundCall call, Content content) {
        PendingReply reply = new PendingReply(link, call, 0, null);
        reply.content = content;
        return reply;
    }

    /**
     * An item.
     *
     * @param cost the room that it has taken
     */
    static PendingReply item(
            NativeLink link, InboundCall call, Content content, WhenFull policy, long cost) {
        PendingReply reply = new PendingReply(link, call, cost, policy);
        reply.content = content;
        return reply;
    }

    /** A report, which is always taken. */
    static PendingReply failure(NativeLink link, InboundCall call, Failure failure) {
        PendingReply reply = new PendingReply(link, call, 0, null);
        reply.failure = failure;
        return reply;
    }

    @Override
    public void run() {
        Content told = content;
        Failure reported = failure;
        content = null;
        failure = null;
        if (reported != null) {
            call.fail(reported, this);
        } else if (told != null && policy != null) {
            call.item(told, policy, this);
        } else if (told != null) {
            call.reply(told, this);
        }
    }

    @Override
    public void giveUp() {
        lost(link.gone());
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
    public void onAcknowledged() {
        giveRoom();
        complete(null);
    }

    @Override
    public void onFailed(Failure reason) {
        lost(link.exception(reason, ""));
    }

    private void lost(BiSocketException cause) {
        giveRoom();
        completeExceptionally(cause);
    }

    private void giveRoom() {
        if (cost > 0) {
            link.itemRoom().give(cost);
        }
    }
}
