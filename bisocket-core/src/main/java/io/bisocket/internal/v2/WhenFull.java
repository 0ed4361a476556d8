package io.bisocket.internal.v2;

/** What happens to a message while the outbox is full. */
public enum WhenFull {
    /**
     * It waits for room, in order. What waits is not bounded here: whoever sends so waits for
     * {@link SendListener#onAdmitted}.
     */
    WAIT,
    /** It fails. */
    FAIL,
    /**
     * The oldest sends with this policy that have not begun make room; if there are none, it fails.
     */
    DROP_OLDEST,
    /** The session ends: the peer is a slow consumer. */
    DISCONNECT
}
