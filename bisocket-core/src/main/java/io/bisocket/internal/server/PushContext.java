package io.bisocket.internal.server;

import io.bisocket.BiSocketMetrics;
import io.bisocket.CallInterceptor;
import io.bisocket.PayloadCodec;
import io.bisocket.Peer;
import io.bisocket.WhenFull;
import io.bisocket.internal.call.Caller;
import io.bisocket.internal.link.Outlet;
import io.bisocket.internal.session.Callbacks;
import io.bisocket.internal.session.JsonPayloadCodec;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/**
 * What all messages to clients share.
 *
 * @param directory where clients are
 * @param relay how messages reach them
 * @param codec how objects become payloads
 * @param callbacks where callers are told
 * @param whenFull what sends do while an outbox is full and they do not say
 * @param interceptors see each call before it is sent
 * @param metrics told of each call's end
 */
record PushContext(
        ClientDirectory directory,
        ClientRelay relay,
        PayloadCodec codec,
        Callbacks callbacks,
        WhenFull whenFull,
        List<CallInterceptor> interceptors,
        BiSocketMetrics metrics) {

    /** Without any clients. */
    static PushContext ofNobody() {
        Callbacks callbacks = new Callbacks(ForkJoinPool.commonPool());
        LocalDirectory nobody = new LocalDirectory();
        return new PushContext(
                nobody,
                new LocalRelay(nobody, callbacks),
                new JsonPayloadCodec(),
                callbacks,
                WhenFull.FAIL,
                List.of(),
                BiSocketMetrics.none());
    }

    /** Makes calls to one client. */
    Caller newCaller(Peer client, Supplier<? extends Outlet> links) {
        return new Caller(
                client,
                links,
                method -> {},
                codec,
                callbacks,
                ServerContext.REQUEST_TIMEOUT,
                whenFull,
                interceptors,
                metrics);
    }
}
