package io.bisocket;

/**
 * Told of clients that come and go. Called on worker threads; for one client one call after the
 * other. What a listener throws is logged.
 *
 * <pre>
 *   socketOpened x 2, clientOpened, (its requests | socketClosed | socketOpened)*,
 *   socketClosed for the receive socket, clientClosed, socketClosed for the send socket
 * </pre>
 *
 * <p>In the Python format the receive socket is opened first, and a socket that is closed ends the
 * connection. A client of the native format may lose a socket and come back with another.
 */
public interface ServerListener {

    /** A socket has said whose it is. */
    default void socketOpened(SocketInfo socket) {}

    /** A client's two sockets are there; its requests are handled from now on. */
    default void clientOpened(ClientSession client) {}

    /**
     * A client is gone; its last request has been handled. If that took longer than the client's
     * connection lasted, another connection of the same client may have been opened meanwhile; and
     * one whose key has expired opens the next before it closes this one.
     */
    default void clientClosed(ClientSession client) {}

    /**
     * A socket is closed. Also called for sockets that never said whose they are, and for those
     * that were refused because their client is connected already; fires exactly once for each that
     * was accepted.
     */
    default void socketClosed(SocketInfo socket) {}
}
