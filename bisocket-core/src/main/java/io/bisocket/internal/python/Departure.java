package io.bisocket.internal.python;

import org.jspecify.annotations.Nullable;

/** A body on its way out of a socket, and its place in the queue in which it waits. */
abstract class Departure {

    @Nullable Departure before;
    @Nullable Departure after;
    boolean queued;

    /** The body; asked for once. */
    abstract byte[] body();

    /** Whether the body goes as it is. */
    abstract boolean isEncoded();

    /**
     * It is out of this end's hands; on the socket's event loop.
     *
     * @param failure null if the network has it all
     */
    abstract void left(@Nullable Throwable failure);
}
