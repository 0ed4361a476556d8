package io.bisocket.internal.link;

import io.bisocket.RequestId;
import io.bisocket.WhenFull;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where messages to one peer go, wherever that is. Thread-safe. */
public interface Outlet {

    /**
     * Sends a message that wants no answer. Replies to it come to {@link LinkListener#onReply}.
     *
     * @param whenFull what to do while the outbox is full; {@link WhenFull#WAIT} blocks a thread
     *     that may block, and fails on an event loop
     * @return completes when the peer has acknowledged it, or in formats without acknowledgement
     *     when it has been handed to the network
     */
    CompletableFuture<RequestId> send(Outgoing message, WhenFull whenFull);

    /**
     * Makes a request.
     *
     * @param timeout more than zero
     * @param told how it goes, perhaps before this returns
     */
    RequestCall request(Outgoing message, Duration timeout, WhenFull whenFull, ReplyListener told);

    /**
     * Asks for a reply stream, of which no item comes before it is {@linkplain StreamCall#request
     * asked for}.
     *
     * @param timeout for the whole stream; zero for none
     */
    StreamCall stream(
            Outgoing message, Duration timeout, WhenFull whenFull, StreamListener listener);

    /**
     * Completes when another link has taken this one's place, or is not going to; what was refused
     * here because of that can be tried there. Null if no other is sought.
     */
    default @Nullable CompletableFuture<?> successor() {
        return null;
    }
}
