package io.bisocket;

import java.util.Set;
import java.util.UUID;

/** Those clients of a server to which something applies, whoever they are by then. Thread-safe. */
public interface Audience {

    /**
     * Starts to describe a message to this method of each of them.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    BroadcastSpec method(String method);

    /** The ids of those that are connected now; a snapshot. */
    Set<UUID> members();

    /** How many are connected now. */
    int count();
}
