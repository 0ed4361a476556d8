package io.bisocket.internal.link;

/** Told how a request went: exactly once, possibly on an event loop, and perhaps at once. */
public interface ReplyListener {

    /** The answer. */
    void onReply(Incoming reply);

    /** There is none; why, as a {@link io.bisocket.BiSocketException} unless it was cancelled. */
    void onFailed(Throwable failure);
}
