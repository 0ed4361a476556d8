package io.bisocket.internal.secure;

/** Watches how fast a socket takes what is written. Called on the socket's event loop. */
public interface WriteObserver {

    /** Watches nothing. */
    WriteObserver NONE = new WriteObserver() {};

    /** The system has taken so many more bytes, in whole buffers of up to 64 KiB. */
    default void written(int bytes) {}

    /**
     * Whether bytes wait for the system to take them. Told at each change; false at first. While it
     * is true the network sets the pace, and not the application.
     */
    default void backlog(boolean waiting) {}
}
