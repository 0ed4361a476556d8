package io.bisocket.spring;

import io.bisocket.BiSocketClient;
import io.bisocket.SocketRole;

/**
 * A client has lost one of its two sockets, in a format that can get it back. Either a {@link
 * SocketResumedEvent} or a {@link ConnectionLostEvent} follows.
 */
public class SocketLostEvent extends ConnectionEvent {

    private static final long serialVersionUID = 1L;

    private final SocketRole role;

    public SocketLostEvent(BiSocketClient client, String clientName, SocketRole role) {
        super(client, clientName);
        this.role = role;
    }

    /** Which of the two. */
    public SocketRole role() {
        return role;
    }
}
