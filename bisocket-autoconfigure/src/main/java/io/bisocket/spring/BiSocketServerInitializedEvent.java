package io.bisocket.spring;

import io.bisocket.BiSocketServer;
import java.util.List;
import org.springframework.context.ApplicationEvent;

/**
 * The server of the application context listens. Published at each start, once the port is known.
 */
public class BiSocketServerInitializedEvent extends ApplicationEvent {

    private static final long serialVersionUID = 1L;

    public BiSocketServerInitializedEvent(BiSocketServer server) {
        super(server);
    }

    /** The server that listens. */
    public BiSocketServer server() {
        return (BiSocketServer) getSource();
    }

    /** The wire formats that it speaks, such as {@code native} and {@code python/secure}. */
    public List<String> dialects() {
        return server().dialects();
    }
}
