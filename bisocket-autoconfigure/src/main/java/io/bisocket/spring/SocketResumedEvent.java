package io.bisocket.spring;

import io.bisocket.BiSocketClient;
import io.bisocket.SocketRole;

/** A lost socket is back, and nothing that was sent meanwhile is missing or there twice. */
public class SocketResumedEvent extends ConnectionEvent {

    private static final long serialVersionUID = 1L;

    private final SocketRole role;

    public SocketResumedEvent(BiSocketClient client, String clientName, SocketRole role) {
        super(client, clientName);
        this.role = role;
    }

    /** Which of the two. */
    public SocketRole role() {
        return role;
    }
}
