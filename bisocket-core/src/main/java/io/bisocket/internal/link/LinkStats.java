package io.bisocket.internal.link;

/**
 * A link at one moment.
 *
 * @param pendingCalls calls of this side that have no answer yet
 * @param outboxBytes what waits to be sent or acknowledged
 */
public record LinkStats(int pendingCalls, long outboxBytes) {

    /** Nothing is known. */
    public static final LinkStats NONE = new LinkStats(0, 0);
}
