package io.bisocket.internal.client;

import io.bisocket.BiSocketException;
import io.bisocket.HandlerFailure;
import io.bisocket.RequestId;
import io.bisocket.SocketRole;
import io.bisocket.internal.session.LinkListener;
import io.bisocket.internal.transport.Endpoint;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What of a link's events concerns a client. */
final class ClientLinkListener implements LinkListener {

    private static final Logger log = LoggerFactory.getLogger(ClientLinkListener.class);

    private final Endpoint server;
    private final ClientEvents events;
    private final Consumer<@Nullable BiSocketException> onClosed;

    ClientLinkListener(
            Endpoint server, ClientEvents events, Consumer<@Nullable BiSocketException> onClosed) {
        this.server = server;
        this.events = events;
        this.onClosed = onClosed;
    }

    @Override
    public void onCall(RequestId id, String method, byte[] payload) {
        log.debug("{} called '{}', and a client has no handlers", server, method);
    }

    @Override
    public void onReply(RequestId id, byte[] payload) {
        events.reply(id, payload);
    }

    @Override
    public void onFailure(RequestId id, HandlerFailure failure) {
        events.failure(id, failure);
    }

    @Override
    public void onGoodbye() {
        log.debug("{} says goodbye", server);
    }

    @Override
    public void onSocketClosed(SocketRole role) {
        log.debug("The {} socket to {} is closed", role, server);
    }

    @Override
    public void onClosed(@Nullable BiSocketException cause) {
        onClosed.accept(cause);
    }
}
