package io.bisocket.spring;

import io.bisocket.BiSocketException;
import io.bisocket.ClientSession;
import java.util.Optional;
import org.springframework.context.ApplicationEvent;

/**
 * A client's session is over, and its last request has been handled. Published on a worker thread,
 * after the {@link ClientConnectedEvent} of the session.
 */
public class ClientDisconnectedEvent extends ApplicationEvent {

    private static final long serialVersionUID = 1L;

    public ClientDisconnectedEvent(ClientSession session) {
        super(session);
    }

    /** The client's session, through which nothing can be sent any more. */
    public ClientSession session() {
        return (ClientSession) getSource();
    }

    /** What broke the session; empty if a goodbye was said. */
    public Optional<BiSocketException> reason() {
        return session().failure();
    }
}
