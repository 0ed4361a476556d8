package io.bisocket.internal.session;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/**
 * A live pair of sockets with one peer, under some wire format. All that is above it speaks in
 * messages and does not know the format. Thread-safe.
 *
 * <pre>
 *   OPEN --close()--> CLOSING (outbox is flushed, goodbye is said) --> CLOSED
 *     \______________ sockets die, protocol broken __________________/
 * </pre>
 */
public interface Link {

    /** The format's name, such as {@code python/secure}. */
    String dialect();

    /** Where the peer is. */
    InetSocketAddress remoteAddress();

    /**
     * Queues a message.
     *
     * @param whenFull what to do while the outbox is full
     * @return for a call, completes when the peer has acknowledged it; for anything else, when it
     *     has been handed to the network
     */
    CompletableFuture<Void> send(Outbound message, WhenFull whenFull);

    /**
     * Whether to read what the peer sends of its own, a client's calls or a server's replies; true
     * at first. What is already on its way here may still arrive. A peer's goodbye behind unread
     * messages is not seen either.
     */
    void readCalls(boolean read);

    /**
     * Accepts no more calls. What the peer sends from now on is neither acknowledged nor handed on.
     *
     * @return completes when every call that was accepted has been handed on; never fails
     */
    default CompletableFuture<Void> endCalls() {
        readCalls(false);
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Flushes what is queued, says goodbye as the format has it, and closes both sockets, in
     * bounded time.
     *
     * @return completes when both are closed; never fails
     */
    CompletableFuture<Void> close();
}
