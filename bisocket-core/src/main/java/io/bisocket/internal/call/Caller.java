package io.bisocket.internal.call;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.MessageSpec;
import io.bisocket.PayloadCodec;
import io.bisocket.RequestRejectedException;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.session.Callbacks;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls to one peer.
 *
 * @param links the link to the peer; throws {@link io.bisocket.NotConnectedException} without one
 * @param methodCheck throws {@link IllegalArgumentException} for names that the format cannot carry
 * @param codec how objects become payloads
 * @param callbacks where callers are told
 * @param requestTimeout how long a request waits where it does not say
 * @param sendWhenFull what sends do while the outbox is full; null: blocking ones wait, others fail
 */
public record Caller(
        Supplier<Link> links,
        Consumer<String> methodCheck,
        PayloadCodec codec,
        Callbacks callbacks,
        Duration requestTimeout,
        @Nullable WhenFull sendWhenFull) {

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

    /** Does something with the link, or with the next one if another has just taken its place. */
    <T> T withLink(Function<Link, T> call) {
        Link link = links.get();
        try {
            return call.apply(link);
        } catch (RequestRejectedException e) {
            Link next = links.get();
            if (e.code() != ErrorCode.DRAINING || next.equals(link)) {
                throw e;
            }
            return call.apply(next);
        }
    }

    /** Does something with the link, or fails as that is missing or refuses. */
    <T> CompletableFuture<T> onLink(Function<Link, CompletableFuture<T>> call) {
        try {
            return withLink(call);
        } catch (BiSocketException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
