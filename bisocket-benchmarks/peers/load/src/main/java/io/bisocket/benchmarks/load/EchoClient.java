package io.bisocket.benchmarks.load;

import org.jspecify.annotations.Nullable;

/** A connected client. Thread-safe. */
public interface EchoClient {

    /**
     * Sends a payload, which nobody changes any more, and does not wait.
     *
     * @param listener told of the reply, once, on any thread, and never before this returns
     */
    void echo(byte[] payload, Listener listener);

    /** Told how a message went. */
    interface Listener {

        /** The reply, or why there is none. */
        void onReply(byte @Nullable [] reply, @Nullable Throwable failure);
    }
}
