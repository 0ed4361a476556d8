package io.bisocket.internal.transport;

/** What a wire format tells the transport of a connection, as a user event in its pipeline. */
public enum ConnectionEvent {
    /** The connection has said whose it is. */
    IDENTIFIED
}
