package io.bisocket.spring;

/** On which threads a method with {@link BiSocketHandler} runs. */
public enum HandlerThreads {
    /** The workers of the server or client, on which methods may block. */
    WORKERS,
    /** A virtual thread for each call. Needs Java 21 or later. */
    VIRTUAL,
    /**
     * The event loop that has read the call: for methods that are done in microseconds, since all
     * clients of that loop wait meanwhile. Waiting for a peer fails there.
     */
    EVENT_LOOP
}
