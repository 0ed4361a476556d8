package io.bisocket;

/** What a message on its way is, as {@link BiSocketMetrics} counts it. */
public enum MessageType {
    /** Wants one reply. */
    REQUEST,
    /** Wants a reply stream. */
    STREAM,
    /** Wants no answer. */
    SEND,
    /** A reply to any of them. */
    REPLY,
    /** Tells that one of them has failed. */
    FAILURE
}
