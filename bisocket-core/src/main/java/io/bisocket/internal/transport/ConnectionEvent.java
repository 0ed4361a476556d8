package io.bisocket.internal.transport;

/**
 * What wire format and transport tell each other of a connection, as user events in its pipeline.
 */
public enum ConnectionEvent {
    /** The connection has said whose it is. */
    IDENTIFIED,

    /**
     * The session that the connection belongs to is to be lost, as if this end had forgotten it.
     */
    LOSE_SESSION
}
