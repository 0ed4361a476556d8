package io.bisocket.internal.call;

import io.bisocket.BiSocketException;
import io.bisocket.MessageSpec;
import io.bisocket.PayloadCodec;
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

    /** Does something with the link, or fails as that is missing or refuses. */
    <T> CompletableFuture<T> onLink(Function<Link, CompletableFuture<T>> call) {
        try {
            return call.apply(links.get());
        } catch (BiSocketException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
