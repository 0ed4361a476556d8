package io.bisocket.internal.client;

import io.bisocket.CallKind;
import io.bisocket.Execution;
import io.bisocket.Peer;
import io.bisocket.internal.dispatch.Dispatcher;
import io.bisocket.internal.dispatch.HandledRequest;
import io.bisocket.internal.dispatch.Handlers;
import io.bisocket.internal.dispatch.RequestLane;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.session.MarkedThreads;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What the server asks of its client. A send without a handler of its own is for the receiver, if
 * there is one; everything else is for the handlers. Thread-safe.
 */
final class ServerCalls {

    private final ClientSettings settings;
    private final Handlers handlers;
    private final Peer server;
    private final Inbox inbox;
    private final MarkedThreads threads;
    private final Dispatcher dispatcher;

    ServerCalls(ClientSettings settings, Peer server, Inbox inbox, Executor workers) {
        this.settings = settings;
        this.handlers = settings.handlers();
        this.server = server;
        this.inbox = inbox;
        this.threads = new MarkedThreads(workers);
        this.dispatcher =
                new Dispatcher(
                        handlers, settings.payloadCodec(), threads, false, settings.metrics());
    }

    /** Where the calls of a link are handled. */
    RequestLane newLane(Link link) {
        @Nullable Execution chosen = settings.execution();
        return new RequestLane(
                dispatcher,
                threads,
                RequestLane.orderOf(chosen, link.dialect()),
                settings.limits(),
                read -> {});
    }

    /** Whether the current thread is in a handler. */
    boolean isHandling() {
        return threads.isCurrentThread();
    }

    /** Has a call handled. */
    void take(IncomingCall call, RequestLane lane) {
        boolean send = call.kind() == CallKind.SEND;
        boolean own = handlers.haveOwn(call.method());
        if (send && !own && (inbox.hasReceiver() || handlers.find(call.method()).isEmpty())) {
            inbox.add(ReceivedMessage.sent(call, settings.payloadCodec()));
            return;
        }
        HandledRequest request = dispatcher.request(call, server);
        if (!lane.add(request)) {
            dispatcher.reject(request, "the client is closing the connection");
        }
    }
}
