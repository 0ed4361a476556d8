package io.bisocket.internal.call;

import io.bisocket.BiSocketException;
import io.bisocket.BiSocketMetrics;
import io.bisocket.CallInterceptor;
import io.bisocket.CallKind;
import io.bisocket.ErrorCode;
import io.bisocket.MessageSpec;
import io.bisocket.PayloadCodec;
import io.bisocket.Peer;
import io.bisocket.RequestId;
import io.bisocket.RequestRejectedException;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.link.Outlet;
import io.bisocket.internal.session.Callbacks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls to one peer.
 *
 * @param peer whom the calls are for
 * @param links the link to the peer; throws {@link io.bisocket.NotConnectedException} without one
 * @param methodCheck throws {@link IllegalArgumentException} for names that the format cannot carry
 * @param codec how objects become payloads
 * @param callbacks where callers are told
 * @param requestTimeout how long a request waits where it does not say
 * @param sendWhenFull what sends do while the outbox is full; null: blocking ones wait, others fail
 * @param interceptors see each call before it is sent
 * @param metrics told of each call's end
 */
public record Caller(
        Peer peer,
        Supplier<? extends Outlet> links,
        Consumer<String> methodCheck,
        PayloadCodec codec,
        Callbacks callbacks,
        Duration requestTimeout,
        @Nullable WhenFull sendWhenFull,
        List<CallInterceptor> interceptors,
        BiSocketMetrics metrics) {

    /**
     * Starts a message.
     *
     * @throws IllegalArgumentException if the method's name is empty, or the format cannot carry it
     */
    public MessageSpec method(String method) {
        if (method.isEmpty()) {
            throw new IllegalArgumentException("a method name must not be empty");
        }
        methodCheck.accept(method);
        return new DefaultMessageSpec(this, method);
    }

    /**
     * Sends a message that is complete.
     *
     * @param whenFull what to do while the outbox is full
     */
    public CompletableFuture<RequestId> send(Outgoing message, WhenFull whenFull) {
        InterceptedCall call = intercept(CallKind.SEND, message.method(), message.headers(), null);
        return call == null
                ? sendNow(message, whenFull)
                : call.follow(() -> sendNow(message.withHeaders(call.headers()), whenFull));
    }

    private CompletableFuture<RequestId> sendNow(Outgoing message, WhenFull whenFull) {
        return metered()
                .measure(message.method(), () -> accepted(link -> link.send(message, whenFull)));
    }

    /** The call as interceptors have left it; null without any. */
    @Nullable InterceptedCall intercept(
            CallKind kind, String method, Map<String, String> headers, @Nullable Duration timeout) {
        return interceptors.isEmpty()
                ? null
                : new InterceptedCall(kind, method, peer, headers, timeout)
                        .passThrough(interceptors);
    }

    /** Does something with the link, or with the next one if another has just taken its place. */
    <T> T withLink(Function<Outlet, T> call) {
        Outlet link = links.get();
        try {
            return call.apply(link);
        } catch (RequestRejectedException e) {
            Outlet next = links.get();
            if (e.code() != ErrorCode.DRAINING || next.equals(link)) {
                throw e;
            }
            return call.apply(next);
        }
    }

    /** Has calls measured. */
    MeteredCalls metered() {
        return new MeteredCalls(metrics);
    }

    /** Makes a call on the link, or on the next one if another has just taken its place. */
    void onLink(Rerouted<?> call) {
        withLink(
                link -> {
                    call.make(link);
                    return call;
                });
    }

    /** Sends something; fails as the link is missing or refuses. */
    CompletableFuture<RequestId> accepted(Function<Outlet, CompletableFuture<RequestId>> send) {
        try {
            Acceptance acceptance = new Acceptance(links, callbacks, send);
            onLink(acceptance);
            return acceptance;
        } catch (BiSocketException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
