package io.bisocket;

/** What happens to a message while the outbox of its peer is full. */
public enum WhenFull {
    /**
     * It waits for room, and so does the thread that sends it; on an event loop, where nothing may
     * wait, it fails.
     */
    WAIT,
    /** It fails at once, with {@link OutboxFullException}. */
    FAIL,
    /**
     * The oldest messages with this policy that have not begun make room, and fail; if there are
     * none, it fails itself.
     */
    DROP_OLDEST,
    /** The peer is disconnected as a slow consumer, and the message fails. */
    DISCONNECT
}
