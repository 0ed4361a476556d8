package io.bisocket.internal.session;

/** What a sender does while the outbox of a link is full. */
public enum WhenFull {
    /**
     * Waits for room on a thread that may block; on an event loop it fails. A client's call is
     * queued instead, since its caller waits for the acknowledgement anyway.
     */
    WAIT,
    /** Fails at once. */
    FAIL
}
