package io.bisocket.internal.client;

import io.bisocket.BiSocketException;
import io.bisocket.BiSocketMetrics;
import io.bisocket.Execution;
import io.bisocket.Limits;
import io.bisocket.RequestId;
import io.bisocket.SocketRole;
import io.bisocket.internal.dispatch.Dispatcher;
import io.bisocket.internal.dispatch.Handler;
import io.bisocket.internal.dispatch.Handlers;
import io.bisocket.internal.dispatch.RequestLane;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.session.JsonPayloadCodec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it is told, and handles calls as the test says. */
final class FakeClient implements ClientEvents {

    final List<String> told = new CopyOnWriteArrayList<>();
    volatile Handler handler = request -> CompletableFuture.completedStage(null);

    @Override
    public void connected() {
        told.add("connected");
    }

    @Override
    public void lost(BiSocketException cause) {
        told.add("lost: " + cause.getMessage());
    }

    @Override
    public void socketLost(SocketRole role) {
        told.add("lost " + role);
    }

    @Override
    public void socketResumed(SocketRole role) {
        told.add("resumed " + role);
    }

    @Override
    public RequestLane newLane(Link link) {
        return new RequestLane(
                dispatcher(), Runnable::run, Execution.PARALLEL, Limits.defaults(), read -> {});
    }

    @Override
    public void call(IncomingCall call, RequestLane lane) {
        lane.add(dispatcher().request(call, null));
    }

    private Dispatcher dispatcher() {
        Handlers.Builder handlers = new Handlers.Builder();
        handlers.catchAll(request -> handler.handle(request));
        return new Dispatcher(
                handlers.build(),
                new JsonPayloadCodec(),
                Runnable::run,
                false,
                BiSocketMetrics.none());
    }

    @Override
    public void reply(RequestId id, Incoming content) {}

    @Override
    public void failure(RequestId id, BiSocketException failure) {}
}
