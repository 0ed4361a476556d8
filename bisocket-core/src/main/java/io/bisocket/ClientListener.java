package io.bisocket;

import java.net.InetSocketAddress;

/** Told of a client's connection. Called on worker threads; what a listener throws is logged. */
public interface ClientListener {

    /**
     * Connected, for the first time or again; to which of its addresses says {@link
     * BiSocketClient#serverAddress()}.
     */
    default void connected(BiSocketClient client) {}

    /**
     * Another session has taken the place of the present one without a loss: since the client uses
     * another key, or its server is about to stop and there is another. New calls are made on it,
     * and what was under way ends on the former one.
     */
    default void sessionReplaced(BiSocketClient client) {}

    /**
     * An attempt to connect to one of the addresses has failed. Called for each of them.
     *
     * @param server as the address was given, not looked up
     */
    default void attemptFailed(
            BiSocketClient client, InetSocketAddress server, BiSocketException cause) {}

    /**
     * The connection is lost, and nobody asked for that. Called once for each loss. Where the
     * client reconnects, {@link #connected} follows.
     *
     * @param cause what was seen; a {@link SessionLostException} for a session that could not be
     *     resumed
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
