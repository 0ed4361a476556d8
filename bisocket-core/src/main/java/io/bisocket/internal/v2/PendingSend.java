package io.bisocket.internal.v2;

import io.bisocket.RequestId;
import io.bisocket.WhenFull;
import io.bisocket.internal.engine.Content;
import io.bisocket.internal.engine.SendListener;
import io.bisocket.internal.protocol.Failure;
import java.util.concurrent.CompletableFuture;

/** A message on its way that wants no answer: done when the peer has acknowledged it. */
final class PendingSend extends CompletableFuture<RequestId> implements SendListener {

    private final NativeLink link;
    private final String method;
    private final long cost;
    private long reference;

    /**
     * @param cost the room that it has taken
     */
    PendingSend(NativeLink link, String method, long cost) {
        this.link = link;
        this.method = method;
        this.cost = cost;
    }

    /** Hands it to the session, on the session's thread. */
    void start(Content content, WhenFull whenFull) {
        reference = link.engine().send(method, content, whenFull, this);
    }

    @Override
    public void onAcknowledged() {
        link.room().give(cost);
        complete(link.ownId(reference));
    }

    @Override
    public void onFailed(Failure failure) {
        link.room().give(cost);
        completeExceptionally(link.exception(failure, method));
    }
}
