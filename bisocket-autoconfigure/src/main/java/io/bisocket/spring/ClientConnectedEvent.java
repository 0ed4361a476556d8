package io.bisocket.spring;

import io.bisocket.ClientSession;
import org.springframework.context.ApplicationEvent;

/**
 * A client has connected to the server. Its requests are handled when all listeners have been told.
 * Published on a worker thread, for one client one event after the other.
 */
public class ClientConnectedEvent extends ApplicationEvent {

    private static final long serialVersionUID = 1L;

    public ClientConnectedEvent(ClientSession session) {
        super(session);
    }

    /** The client. */
    public ClientSession session() {
        return (ClientSession) getSource();
    }
}
