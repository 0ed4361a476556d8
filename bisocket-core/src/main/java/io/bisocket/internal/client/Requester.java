package io.bisocket.internal.client;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.HandlerFailure;
import io.bisocket.Limits;
import io.bisocket.NotConnectedException;
import io.bisocket.PayloadTooLargeException;
import io.bisocket.RequestId;
import io.bisocket.internal.session.Link;
import io.bisocket.internal.session.Outbound;
import io.bisocket.internal.session.WhenFull;
import io.bisocket.internal.transport.ClientDialect;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends a client's calls and waits for their replies. Its futures may complete on an event loop.
 * Thread-safe.
 */
final class Requester {

    private final ClientDialect dialect;
    private final Limits limits;
    private final Supplier<Link> links;
    private final PendingRequests pending;

    /**
     * @param links the live link, or throws {@link NotConnectedException}
     */
    Requester(ClientDialect dialect, Limits limits, Supplier<Link> links, PendingRequests pending) {
        this.dialect = dialect;
        this.limits = limits;
        this.links = links;
        this.pending = pending;
    }

    /** Completes when the server has accepted the message. */
    CompletableFuture<RequestId> send(String method, byte[] payload, WhenFull whenFull) {
        dialect.checkMethod(method);
        RequestId id = dialect.nextId();
        return attempt(
                () -> {
                    check(payload);
                    CompletableFuture<Void> accepted =
                            links.get().send(new Outbound.Call(id, method, payload), whenFull);
                    CompletableFuture<RequestId> result = new CompletableFuture<>();
                    accepted.whenComplete(
                            (done, failure) -> {
                                if (failure == null) {
                                    result.complete(id);
                                } else {
                                    result.completeExceptionally(failure);
                                }
                            });
                    result.whenComplete((done, failure) -> accepted.cancel(false));
                    return result;
                });
    }

    /** Completes with the first reply. */
    CompletableFuture<byte[]> request(
            String method, byte[] payload, Duration timeout, WhenFull whenFull) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "a request's timeout must be more than zero but was " + timeout);
        }
        dialect.checkMethod(method);
        RequestId id = dialect.nextId();
        return attempt(
                () -> {
                    check(payload);
                    Link link = links.get();
                    CompletableFuture<byte[]> reply = pending.add(id, method, timeout);
                    CompletableFuture<Void> accepted =
                            link.send(new Outbound.Call(id, method, payload), whenFull);
                    accepted.whenComplete(
                            (done, failure) -> {
                                if (failure != null) {
                                    reply.completeExceptionally(failure);
                                }
                            });
                    reply.whenComplete((bytes, failure) -> accepted.cancel(false));
                    return reply;
                });
    }

    /** A reply has come; false if no request waits for it. */
    boolean onReply(RequestId id, byte[] payload) {
        return pending.complete(id, payload);
    }

    /** A failure was reported; false if no request waits for it. */
    boolean onFailure(RequestId id, HandlerFailure failure) {
        return pending.fail(id, method -> RemoteFailures.toException(failure, method));
    }

    /** No reply comes any more; whether the requests were processed is unknown. */
    void failAll(String reason, @Nullable BiSocketException cause) {
        pending.failAll(() -> new ConnectionLostException(reason, cause));
    }

    private void check(byte[] payload) {
        if (payload.length > limits.maxMessageSize()) {
            throw new PayloadTooLargeException(
                    payload.length, limits.maxMessageSize(), "max-message-size");
        }
    }

    private static <T> CompletableFuture<T> attempt(Supplier<CompletableFuture<T>> call) {
        try {
            return call.get();
        } catch (BiSocketException e) {
            return CompletableFuture.failedFuture(e);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new NotConnectedException("the client was closed", e));
        }
    }
}
