package io.bisocket.internal.server;

import io.bisocket.Execution;
import io.bisocket.Limits;
import io.bisocket.PayloadCodec;
import io.bisocket.internal.dispatch.Dispatcher;
import io.bisocket.internal.dispatch.RequestLane;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** What all sessions of a server share. */
record ServerContext(
        Dispatcher dispatcher,
        PayloadCodec payloadCodec,
        Execution execution,
        Limits limits,
        Executor workers,
        ListenerCalls listeners) {

    static ServerContext of(ServerSettings settings, Executor workers) {
        return new ServerContext(
                new Dispatcher(
                        settings.handlers(), settings.payloadCodec(), settings.sendStackTraces()),
                settings.payloadCodec(),
                settings.execution(),
                settings.limits(),
                workers,
                new ListenerCalls(settings.listeners(), workers));
    }

    RequestLane newLane(Consumer<Boolean> reading) {
        return new RequestLane(dispatcher, workers, execution, limits, reading);
    }
}
