package io.bisocket.internal.server;

import io.bisocket.BiSocketMetrics;
import io.bisocket.CallInterceptor;
import io.bisocket.Execution;
import io.bisocket.Limits;
import io.bisocket.PayloadCodec;
import io.bisocket.Peer;
import io.bisocket.WhenFull;
import io.bisocket.internal.call.Caller;
import io.bisocket.internal.dispatch.Dispatcher;
import io.bisocket.internal.dispatch.RequestLane;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.session.Callbacks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all sessions of a server share. */
record ServerContext(
        Dispatcher dispatcher,
        PayloadCodec payloadCodec,
        @Nullable Execution execution,
        Limits limits,
        Executor workers,
        WhenFull pushWhenFull,
        List<CallInterceptor> callInterceptors,
        BiSocketMetrics metrics,
        ListenerCalls listeners,
        Doorkeeper doorkeeper) {

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    static ServerContext of(ServerSettings settings, Executor workers) {
        return new ServerContext(
                new Dispatcher(
                        settings.handlers(),
                        settings.payloadCodec(),
                        workers,
                        settings.sendStackTraces(),
                        settings.metrics()),
                settings.payloadCodec(),
                settings.execution(),
                settings.limits(),
                workers,
                settings.pushWhenFull(),
                settings.callInterceptors(),
                settings.metrics(),
                new ListenerCalls(settings.listeners(), workers),
                new Doorkeeper(
                        settings.authenticator(), workers, settings.limits().handshakeTimeout()));
    }

    /**
     * @param links the client's link of the moment
     */
    Caller newCaller(Peer client, Supplier<Link> links) {
        return new Caller(
                client,
                links,
                method -> {},
                payloadCodec,
                new Callbacks(workers),
                REQUEST_TIMEOUT,
                pushWhenFull,
                callInterceptors,
                metrics);
    }

    RequestLane newLane(Link link) {
        return new RequestLane(
                dispatcher,
                workers,
                RequestLane.orderOf(execution, link.dialect()),
                limits,
                link::readCalls);
    }
}
