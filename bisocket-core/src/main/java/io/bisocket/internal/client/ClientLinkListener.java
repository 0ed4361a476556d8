package io.bisocket.internal.client;

import io.bisocket.BiSocketException;
import io.bisocket.NoHandlerException;
import io.bisocket.RequestId;
import io.bisocket.SocketInfo;
import io.bisocket.internal.link.FailureReport;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.LinkListener;
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
    public void onCall(IncomingCall call) {
        FailureReport report =
                FailureReport.ofRefusal(new NoHandlerException(call.method()), call.method());
        call.fail(report.code(), report.notProcessed(), report.failure());
        call.ended();
    }

    @Override
    public void onReply(RequestId id, Incoming reply) {
        events.reply(id, reply);
    }

    @Override
    public void onFailure(RequestId id, BiSocketException failure) {
        events.failure(id, failure);
    }

    @Override
    public void onGoodbye() {
        log.debug("{} says goodbye", server);
    }

    @Override
    public void onSocketClosed(SocketInfo socket) {
        log.debug("The {} socket to {} is closed", socket.role(), server);
    }

    @Override
    public void onClosed(@Nullable BiSocketException cause) {
        onClosed.accept(cause);
    }
}
