package io.bisocket.internal.dispatch;

import io.bisocket.ClientSession;
import io.bisocket.HandlerFailure;
import io.bisocket.RequestId;
import java.util.concurrent.CompletableFuture;

/** Where the replies to one client's requests go. Thread-safe. */
public interface ReplySink {

    /** Who is replied to. */
    ClientSession client();

    /** Sends a reply; the future is that of {@link io.bisocket.Request#reply(byte[])}. */
    CompletableFuture<Void> reply(RequestId id, byte[] payload);

    /** Reports that a request failed. */
    CompletableFuture<Void> fail(RequestId id, HandlerFailure failure);
}
