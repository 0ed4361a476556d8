package io.bisocket.internal.engine;

import io.bisocket.internal.protocol.Failure;

/** Told what becomes of a request or stream. Ends with exactly one of the last three. */
public interface CallListener {

    /** The peer has received it. */
    default void onAcknowledged() {}

    /** The next item of a stream; to be released when the consumer has taken it. */
    default void onItem(Delivery item) {
        item.release();
    }

    /** The answer to a request. */
    default void onReply(Content reply) {}

    /** The end of a stream. */
    default void onEnd() {}

    /** It failed, here or at the peer. */
    void onFailed(Failure failure);
}
