package io.bisocket.spring;

import io.bisocket.BiSocketClient;

/**
 * A client has another session, without having lost the former one: it uses another key, or its
 * server is about to stop and {@link BiSocketClient#serverAddress()} is another one now.
 */
public class SessionReplacedEvent extends ConnectionEvent {

    private static final long serialVersionUID = 1L;

    public SessionReplacedEvent(BiSocketClient client, String clientName) {
        super(client, clientName);
    }
}
