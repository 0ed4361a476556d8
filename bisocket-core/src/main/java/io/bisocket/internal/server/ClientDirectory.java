package io.bisocket.internal.server;

import io.bisocket.ClientSession;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Where clients are, and what they belong to, on whatever node. Thread-safe.
 *
 * @see ClientRelay
 */
interface ClientDirectory {

    /** Whether a client is connected to any node. */
    boolean isConnected(UUID clientId);

    /** The session of a client that is connected to this node. */
    Optional<ClientSession> sessionHere(UUID clientId);

    /** The ids of those meant that are connected now; a snapshot. */
    Set<UUID> members(Selection selection);

    /** How many of those meant are connected now. */
    int count(Selection selection);

    /** Lets a client into a group; false if it is not connected. */
    boolean join(UUID clientId, Selection.Group group);

    /** Lets a client go; false if it was not in the group. */
    boolean leave(UUID clientId, Selection.Group group);
}
