package io.bisocket.internal.python;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.ErrorCode;
import io.bisocket.HandlerFailure;
import io.bisocket.Limits;
import io.bisocket.MessageType;
import io.bisocket.NoHandlerException;
import io.bisocket.NotConnectedException;
import io.bisocket.OutboxFullException;
import io.bisocket.PayloadTooLargeException;
import io.bisocket.RequestId;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.FailureReport;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.LinkListener;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.session.DerivedFuture;
import io.bisocket.internal.transport.Connector;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks its server, from the call to the reply. The format knows calls alone: a
 * request is a call whose first reply somebody waits for. Sending is thread-safe, all else happens
 * on the event loop.
 */
final class PythonCalls {

    private static final String NO_HANDLER = NoHandlerException.class.getSimpleName();

    private final EventLoop loop;
    private final Limits limits;
    private final CallQueue queue;
    private final PendingRequests pending;
    private final RequestIds ids = new RequestIds();
    private final Consumer<BiSocketException> onBroken;

    /**
     * @param onNext told, on any thread, when {@link #next()} may have a call
     * @param onBroken told when the server is too slow
     */
    PythonCalls(
            Connector connector,
            Limits limits,
            Runnable onNext,
            Consumer<BiSocketException> onBroken) {
        this.loop = connector.loop();
        this.limits = limits;
        this.queue = new CallQueue(loop, connector.server(), limits, onNext, onBroken);
        this.pending = new PendingRequests(connector.server(), loop);
        this.onBroken = onBroken;
    }

    /** Completes when the server has accepted the message. */
    CompletableFuture<RequestId> send(Outgoing message, WhenFull whenFull) {
        RequestId id = ids.next();
        return attempt(
                () -> {
                    QueuedCall call = add(id, message, whenFull);
                    queue.awaitRoom(call);
                    return DerivedFuture.of(call.acknowledged(), done -> id);
                });
    }

    /** Completes with the first reply. */
    CompletableFuture<Incoming> request(Outgoing message, Duration timeout, WhenFull whenFull) {
        RequestId id = ids.next();
        return attempt(
                () -> {
                    check(message);
                    CompletableFuture<Incoming> reply = pending.add(id, message.method(), timeout);
                    QueuedCall call = add(id, message, whenFull);
                    call.acknowledged().whenComplete((done, failure) -> failIf(failure, reply));
                    reply.whenComplete((content, failure) -> call.settle());
                    queue.awaitRoom(call);
                    return reply;
                });
    }

    /** Sends the goodbye; what comes later fails. */
    void sayGoodbye() {
        queue.addLast(PythonMarkers.closeRequest(ids.next().value()));
    }

    /** The call that is to be sent now; null if there is none. */
    @Nullable Departure next() {
        return queue.next();
    }

    /** The server has accepted a call; false if there was none. */
    boolean acknowledge() {
        return queue.acknowledge();
    }

    /** A reply has come, or a message that is none. */
    void deliver(PythonReply message, LinkListener listener) {
        RequestId id = new RequestId(message.requestId());
        HandlerFailure failure = HandlerErrorPayload.decode(message.payload()).orElse(null);
        int size = message.payload().length;
        listener.onReceived(failure == null ? MessageType.REPLY : MessageType.FAILURE, size, size);
        if (failure == null) {
            Incoming reply = Incoming.of(message.payload());
            if (!pending.complete(id, reply)) {
                listener.onReply(id, reply);
            }
        } else if (!pending.fail(id, method -> toException(failure, method))) {
            listener.onFailure(id, toException(failure, failure.method()));
        }
    }

    /** Nothing can be sent any more; replies may still come. */
    void endSending(BiSocketException cause) {
        queue.fail(cause);
    }

    /**
     * Nothing comes or goes any more.
     *
     * @param cause null if the client has closed the connection
     */
    void end(@Nullable BiSocketException cause) {
        String reason = cause == null ? "the client was closed" : cause.getMessage();
        queue.fail(cause != null ? cause : new ConnectionLostException(reason));
        pending.failAll(() -> new ConnectionLostException(reason, cause));
    }

    private QueuedCall add(RequestId id, Outgoing message, WhenFull whenFull) {
        check(message);
        QueuedCall call =
                queue.add(
                        new PythonRequest(message.method(), id.value(), message.payload()),
                        whenFull);
        if (whenFull == WhenFull.DISCONNECT) {
            call.acknowledged().whenComplete((done, failure) -> disconnectIfFull(failure));
        }
        return call;
    }

    private static void failIf(@Nullable Throwable failure, CompletableFuture<Incoming> reply) {
        if (failure != null) {
            reply.completeExceptionally(failure);
        }
    }

    private void disconnectIfFull(@Nullable Throwable failure) {
        if (failure instanceof OutboxFullException) {
            loop.execute(
                    () ->
                            onBroken.accept(
                                    new BiSocketException(
                                            ErrorCode.SLOW_CONSUMER,
                                            String.valueOf(failure.getMessage()))));
        }
    }

    private void check(Outgoing message) {
        if (!message.headers().isEmpty()) {
            throw PythonRefusals.noHeaders();
        }
        if (message.payload().length > limits.maxMessageSize()) {
            throw new PayloadTooLargeException(
                    message.payload().length, limits.maxMessageSize(), "max-message-size");
        }
    }

    private static BiSocketException toException(HandlerFailure failure, @Nullable String method) {
        boolean noHandler = failure.type().equals(NO_HANDLER) && method != null;
        ErrorCode code = noHandler ? ErrorCode.NO_HANDLER : ErrorCode.HANDLER_FAILED;
        return new FailureReport(code, noHandler, failure).toException(method);
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
