package io.bisocket.internal.engine;

/**
 * One socket as the session sees it. None of these calls may lead to a call of the session before
 * it returns.
 */
public interface Port {

    /**
     * There is something to write: {@link Attachment#fill} soon, best at the end of the read that
     * is under way. May come any number of times.
     */
    void wake();

    /** A small message has come, one that is all in one frame; told of the first in a row alone. */
    default void smallCame() {}

    /** So many bytes of a large message have come. */
    default void largeCame(int bytes) {}

    /** Write what {@link Attachment#fill} still gives, then close the socket. */
    void finish();

    /** Close the socket at once: it is dead, or the peer must not be listened to any more. */
    void abort();
}
