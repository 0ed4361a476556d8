package io.bisocket.internal.link;

import java.net.InetSocketAddress;
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
public interface Link extends Outlet {

    /** The format's name, such as {@code native} or {@code python/secure}. */
    String dialect();

    /** Where the peer is. */
    InetSocketAddress remoteAddress();

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
