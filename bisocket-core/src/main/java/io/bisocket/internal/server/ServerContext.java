package io.bisocket.internal.server;

import io.bisocket.BiSocketMetrics;
import io.bisocket.CallInterceptor;
import io.bisocket.Execution;
import io.bisocket.Limits;
import io.bisocket.PayloadCodec;
import io.bisocket.WhenFull;
import io.bisocket.internal.dispatch.Dispatcher;
import io.bisocket.internal.dispatch.RequestLane;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.session.Callbacks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
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
        Doorkeeper doorkeeper,
        LocalDirectory directory) {

    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

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
                        settings.authenticator(), workers, settings.limits().handshakeTimeout()),
                new LocalDirectory());
    }

    /** What messages to clients share, wherever those are. */
    PushContext push() {
        Callbacks callbacks = new Callbacks(workers);
        return new PushContext(
                directory,
                new LocalRelay(directory, callbacks),
                payloadCodec,
                callbacks,
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
