package io.bisocket.internal.link;

import io.bisocket.RequestId;
import io.bisocket.WhenFull;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A conversation with one peer, under some wire format. All that is above it speaks in messages and
 * does not know the format. Thread-safe. Its futures may complete on an event loop. When it ends it
 * ends all that is pending on it.
 *
 * <pre>
 *   OPEN --close()--> CLOSING (outbox is flushed, goodbye is said) --> CLOSED
 *     \______________ lost, protocol broken _______________________/
 * </pre>
 */
public interface Link {

    /** The format's name, such as {@code native} or {@code python/secure}. */
    String dialect();

    /** Where the peer is. */
    InetSocketAddress remoteAddress();

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
     * @return the reply; fails with a {@link io.bisocket.BiSocketException}; cancelling it cancels
     *     the request
     */
    CompletableFuture<Incoming> request(Outgoing message, Duration timeout, WhenFull whenFull);

    /**
     * Asks for a reply stream, of which no item comes before it is {@linkplain StreamCall#request
     * asked for}.
     *
     * @param timeout for the whole stream; zero for none
     */
    StreamCall stream(
            Outgoing message, Duration timeout, WhenFull whenFull, StreamListener listener);

    /** What waits on it now. */
    default LinkStats stats() {
        return LinkStats.NONE;
    }

    /**
     * Whether to read what the peer sends of its own; true at first. Formats with credit ignore it.
     */
    default void readCalls(boolean read) {}

    /**
     * Accepts no more requests, and tells the peer so where the format can.
     *
     * @return completes when every call that was accepted has been handed on, and in formats with
     *     credit has ended; never fails
     */
    CompletableFuture<Void> endCalls();

    /**
     * Flushes what is queued, says goodbye as the format has it, and closes both sockets, in
     * bounded time.
     *
     * @return completes when all is closed; never fails
     */
    CompletableFuture<Void> close();

    /** Ends it at once: what is pending fails with this cause, or one like it. */
    default void abort(io.bisocket.BiSocketException cause) {}
}
