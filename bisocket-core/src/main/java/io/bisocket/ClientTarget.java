package io.bisocket;

import java.util.Optional;
import java.util.UUID;

/**
 * A client, wherever it is connected. Calls go to the session that it has at that moment, and fail
 * with {@link NotConnectedException} while it has none. Thread-safe.
 */
public interface ClientTarget extends Peer {

    /** The client's id. */
    UUID id();

    /** Whether the client is connected now. */
    boolean isConnected();

    /** Its session, if it is connected to this server. */
    Optional<ClientSession> session();

    /**
     * The wire format that it speaks now.
     *
     * @throws NotConnectedException if it is not connected
     */
    @Override
    String dialect();
}
