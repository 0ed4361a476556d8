package io.bisocket.spring;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import io.bisocket.SessionLostException;

/**
 * A client has lost its connection, and nobody asked for that. In the native format its session
 * could not be resumed: then the cause is a {@link SessionLostException}, unless the server said
 * why.
 */
public class ConnectionLostEvent extends ConnectionEvent {

    private static final long serialVersionUID = 1L;

    private final BiSocketException cause;

    public ConnectionLostEvent(BiSocketClient client, String clientName, BiSocketException cause) {
        super(client, clientName);
        this.cause = cause;
    }

    /** What was seen. */
    public BiSocketException cause() {
        return cause;
    }
}
