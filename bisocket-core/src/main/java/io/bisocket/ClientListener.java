package io.bisocket;

/** Told of a client's connection. Called on worker threads; what a listener throws is logged. */
public interface ClientListener {

    /** Connected, for the first time or again. */
    default void connected(BiSocketClient client) {}

    /**
     * The connection is lost, and nobody asked for that. Called once for each loss. Where the
     * client reconnects, {@link #connected} follows.
     *
     * @param cause what was seen
     */
    default void connectionLost(BiSocketClient client, BiSocketException cause) {}

    /**
     * One of the two sockets is lost, in a format that can get it back; meanwhile messages wait.
     * Either {@link #socketResumed} or {@link #connectionLost} follows.
     */
    default void socketLost(BiSocketClient client, SocketRole role) {}

    /** A lost socket is back, and nothing that was sent meanwhile is missing or there twice. */
    default void socketResumed(BiSocketClient client, SocketRole role) {}
}
