package io.bisocket.internal.engine;

import io.bisocket.internal.protocol.Failure;

/** Told what becomes of a message. Ends with exactly one of the last two. */
public interface SendListener {

    /** For those who do not care. */
    SendListener NONE = failure -> {};

    /** The peer has received it, and will handle it unless the session is lost before. */
    default void onAcknowledged() {}

    /** It was dropped, or nobody knows. */
    void onFailed(Failure failure);
}
