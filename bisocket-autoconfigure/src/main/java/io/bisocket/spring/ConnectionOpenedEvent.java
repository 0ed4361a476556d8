package io.bisocket.spring;

import io.bisocket.BiSocketClient;

/**
 * A client has connected, for the first time or again; {@link BiSocketClient#serverAddress()} says
 * to which of its servers.
 */
public class ConnectionOpenedEvent extends ConnectionEvent {

    private static final long serialVersionUID = 1L;

    private final boolean again;

    /**
     * @param again whether it was connected before
     */
    public ConnectionOpenedEvent(BiSocketClient client, String clientName, boolean again) {
        super(client, clientName);
        this.again = again;
    }

    /** Whether the client had a connection before, and has lost it. */
    public boolean isAgain() {
        return again;
    }
}
