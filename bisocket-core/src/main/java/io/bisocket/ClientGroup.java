package io.bisocket;

import java.util.UUID;

/**
 * Clients that have joined a group. They stay in it while their session lasts, also without a
 * socket: whoever comes back with a new session joins again, but for a client that has only changed
 * its key. Thread-safe.
 */
public interface ClientGroup extends Audience {

    /** The group's name. */
    String name();

    /**
     * Lets a client in; does nothing if it is in already.
     *
     * @return false if the client is not connected
     * @throws IllegalStateException if it is in as many groups as {@code max-session-groups} allows
     */
    boolean join(UUID clientId);

    /**
     * Lets a client go.
     *
     * @return false if it was not in
     */
    boolean leave(UUID clientId);
}
