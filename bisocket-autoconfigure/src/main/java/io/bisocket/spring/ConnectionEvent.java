package io.bisocket.spring;

import io.bisocket.BiSocketClient;
import io.bisocket.ClientListener;
import org.springframework.context.ApplicationEvent;

/**
 * Something has happened to the connection of a client of this application; what a {@link
 * ClientListener} is told. Published on a worker thread, for one client one event after the other.
 */
public abstract class ConnectionEvent extends ApplicationEvent {

    private static final long serialVersionUID = 1L;

    private final String clientName;

    /**
     * @param client the client, as it is injected
     * @param clientName its name; {@link BiSocketHandler#DEFAULT_CLIENT} for that of {@code
     *     bisocket.client}
     */
    protected ConnectionEvent(BiSocketClient client, String clientName) {
        super(client);
        this.clientName = clientName;
    }

    /** The client, as it is injected. */
    public BiSocketClient client() {
        return (BiSocketClient) getSource();
    }

    /**
     * The client's name; {@link BiSocketHandler#DEFAULT_CLIENT} for that of {@code
     * bisocket.client}.
     */
    public String clientName() {
        return clientName;
    }
}
