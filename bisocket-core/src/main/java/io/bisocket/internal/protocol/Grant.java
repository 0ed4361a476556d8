package io.bisocket.internal.protocol;

/**
 * How much may be sent in one credit class, counted from the beginning of the session.
 *
 * @param messages in messages
 * @param bytes in bytes of cost
 */
public record Grant(long messages, long bytes) {

    /** Nothing. */
    public static final Grant NONE = new Grant(0, 0);
}
