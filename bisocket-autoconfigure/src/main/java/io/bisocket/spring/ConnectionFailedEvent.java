package io.bisocket.spring;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import java.net.InetSocketAddress;

/** A client's attempt to connect to one of its addresses has failed. */
public class ConnectionFailedEvent extends ConnectionEvent {

    private static final long serialVersionUID = 1L;

    private final InetSocketAddress server;
    private final BiSocketException cause;

    public ConnectionFailedEvent(
            BiSocketClient client,
            String clientName,
            InetSocketAddress server,
            BiSocketException cause) {
        super(client, clientName);
        this.server = server;
        this.cause = cause;
    }

    /** The address as it was given, not looked up. */
    public InetSocketAddress server() {
        return server;
    }

    /** Why it failed. */
    public BiSocketException cause() {
        return cause;
    }
}
