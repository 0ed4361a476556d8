package io.bisocket;

/**
 * Told of clients that come and go. Called on worker threads; for one client one call after the
 * other, in this order: {@link #socketOpened} for its receive socket, {@link #socketOpened} for its
 * send socket, {@link #clientOpened}, its requests, {@link #socketClosed} for the receive socket,
 * {@link #clientClosed}, {@link #socketClosed} for the send socket. What a listener throws is
 * logged.
 */
public interface ServerListener {

    /** A socket has said whose it is. */
    default void socketOpened(SocketInfo socket) {}

    /** A client's two sockets are there; its requests are handled from now on. */
    default void clientOpened(ClientSession client) {}

    /**
     * A client is gone; its last request has been handled. If that took longer than the client's
     * connection lasted, another connection of the same client may have been opened meanwhile.
     */
    default void clientClosed(ClientSession client) {}

    /**
     * A socket is closed. Also called for sockets that never said whose they are, and for those
     * that were refused because their client is connected already; fires exactly once for each that
     * was accepted.
     */
    default void socketClosed(SocketInfo socket) {}
}
