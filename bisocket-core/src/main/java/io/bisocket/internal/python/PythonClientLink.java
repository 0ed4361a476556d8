package io.bisocket.internal.python;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.Limits;
import io.bisocket.MessageType;
import io.bisocket.ProtocolException;
import io.bisocket.RequestId;
import io.bisocket.SocketInfo;
import io.bisocket.SocketRole;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.LinkListener;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.link.ReplyListener;
import io.bisocket.internal.link.RequestCall;
import io.bisocket.internal.link.StreamCall;
import io.bisocket.internal.link.StreamListener;
import io.bisocket.internal.transport.Connector;
import io.bisocket.internal.transport.Endpoint;
import io.bisocket.internal.transport.PeerAddress;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client's two sockets in the Python format, once both are welcome. Sending and closing are
 * thread-safe; all else happens on the event loop.
 *
 * <pre>
 *              close()            __close__ on both sockets, or 5 s
 *   OPEN ------------------> GOODBYE -------------------------------> CLOSED
 *     |\                                                                ^
 *     | \ __close__ on the send socket                                  |
 *     |  +-------------------> LEFT --__close__ on the receive socket---+
 *     |                             or 5 s                              |
 *     +---- __close__ on the receive socket, a socket closed, ----------+
 *           protocol error, acknowledgement overdue
 * </pre>
 *
 * <p>LEFT is a server that goes away in good order: nothing can be sent any more, but replies to
 * what it accepted may still be on the receive socket.
 */
final class PythonClientLink implements Link {

    private enum State {
        OPEN,
        GOODBYE,
        LEFT,
        CLOSED
    }

    private final EventLoop loop;
    private final Endpoint server;
    private final String dialect;
    private final LinkListener listener;
    private final PythonSocket receive;
    private final PythonSocket send;
    private final PythonCalls calls;
    private final Duration goodbyeTimeout;
    private final List<SocketInfo> sockets;
    private final CompletableFuture<Void> closed;
    private State state = State.OPEN;
    private boolean receiveEnded;
    private boolean sendEnded;
    private @Nullable Future<?> timer;

    /**
     * @param goodbyeTimeout how long a goodbye may take, the server's or this end's
     */
    PythonClientLink(
            Connector connector,
            UUID clientId,
            String dialect,
            Limits limits,
            Duration goodbyeTimeout,
            LinkListener listener,
            PythonSocket receive,
            PythonSocket send) {
        this.loop = connector.loop();
        this.server = connector.server();
        this.dialect = dialect;
        this.listener = listener;
        this.receive = receive;
        this.send = send;
        this.calls =
                new PythonCalls(
                        connector, limits, send::writeSoon, cause -> lost(SocketRole.SEND, cause));
        send.takeFrom(calls::next);
        this.goodbyeTimeout = goodbyeTimeout;
        this.sockets =
                List.of(
                        info(clientId, SocketRole.RECEIVE, receive),
                        info(clientId, SocketRole.SEND, send));
        this.closed = CompletableFuture.allOf(receive.closed(), send.closed());
    }

    private static SocketInfo info(UUID clientId, SocketRole role, PythonSocket socket) {
        return new SocketInfo(clientId, role, PeerAddress.of(socket.channel().remoteAddress()));
    }

    @Override
    public String dialect() {
        return dialect;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return PeerAddress.of(send.channel().remoteAddress());
    }

    @Override
    public CompletableFuture<RequestId> send(Outgoing message, WhenFull whenFull) {
        return sent(MessageType.SEND, message, calls.send(message, whenFull));
    }

    @Override
    public RequestCall request(
            Outgoing message, Duration timeout, WhenFull whenFull, ReplyListener told) {
        return RequestCall.of(
                sent(MessageType.REQUEST, message, calls.request(message, timeout, whenFull)),
                told);
    }

    private <T> CompletableFuture<T> sent(
            MessageType type, Outgoing message, CompletableFuture<T> outcome) {
        if (!outcome.isCompletedExceptionally()) {
            int size = message.payload().length;
            listener.onSent(type, size, size);
        }
        return outcome;
    }

    @Override
    public StreamCall stream(
            Outgoing message, Duration timeout, WhenFull whenFull, StreamListener listener) {
        return PythonRefusals.stream(PythonRefusals.noStreams(), loop, listener);
    }

    @Override
    public void readCalls(boolean read) {
        receive.read(read);
    }

    /** Servers of this format call nobody. */
    @Override
    public CompletableFuture<Void> endCalls() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> close() {
        loop.execute(this::sayGoodbye);
        return closed;
    }

    /** Tells the listener that both sockets are welcome. */
    void opened() {
        sockets.forEach(listener::onSocketOpened);
        listener.onOpened();
    }

    private void sayGoodbye() {
        if (state == State.OPEN) {
            state = State.GOODBYE;
            calls.sayGoodbye();
            startTimer(this::abort);
        } else if (state == State.LEFT) {
            abort();
        }
    }

    /** The server said its last word on the send socket. */
    private void leave() {
        if (state == State.OPEN) {
            state = State.LEFT;
            calls.endSending(closedByServer());
            startTimer(() -> lost(closedByServer()));
        } else if (state == State.GOODBYE) {
            sendEnded = true;
            closeIfBothEnded();
        }
    }

    /** The server said its last word on the receive socket: no reply follows. */
    private void endReplies() {
        if (state == State.GOODBYE) {
            receiveEnded = true;
            closeIfBothEnded();
        } else {
            lost(closedByServer());
        }
    }

    private void closeIfBothEnded() {
        if (sendEnded && receiveEnded) {
            end(null);
            receive.closeGracefully();
            send.closeGracefully();
        }
    }

    private void lost(SocketRole role, @Nullable BiSocketException cause) {
        String what =
                "the connection to %s is lost: %s socket: %s"
                        .formatted(
                                server,
                                role.name().toLowerCase(Locale.ROOT),
                                cause == null ? "closed" : cause.getMessage());
        lost(
                cause instanceof ProtocolException
                        ? new ProtocolException(what, cause)
                        : new ConnectionLostException(what, cause));
    }

    private void lost(BiSocketException cause) {
        if (state == State.OPEN || state == State.LEFT) {
            end(cause);
            receive.abort(cause);
            send.abort(cause);
        }
    }

    private void abort() {
        ConnectionLostException cause =
                new ConnectionLostException("%s did not say goodbye".formatted(server));
        end(null);
        receive.abort(cause);
        send.abort(cause);
    }

    private void end(@Nullable BiSocketException cause) {
        state = State.CLOSED;
        if (timer != null) {
            timer.cancel(false);
        }
        if (cause != null) {
            listener.onBroken();
        }
        calls.end(cause);
        sockets.forEach(listener::onSocketClosed);
        listener.onClosed(cause);
    }

    private void startTimer(Runnable task) {
        timer = loop.schedule(task, goodbyeTimeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    private ConnectionLostException closedByServer() {
        return new ConnectionLostException("%s closed the connection".formatted(server));
    }

    /** What happens on the receive socket. */
    PythonSocket.Events receiveEvents() {
        return new SocketEvents() {
            @Override
            public boolean onRaw(byte[] body) {
                return state == State.CLOSED;
            }

            @Override
            public void onFrame(byte[] body) {
                PythonReply reply = PythonReply.decode(body);
                if (state == State.CLOSED) {
                    return;
                }
                if (PythonMarkers.isClose(reply)) {
                    endReplies();
                } else {
                    calls.deliver(reply, listener);
                }
            }

            @Override
            void onEnd(@Nullable BiSocketException cause) {
                if (state == State.GOODBYE) {
                    endReplies();
                } else {
                    lost(SocketRole.RECEIVE, cause);
                }
            }
        };
    }

    /** What happens on the send socket. */
    PythonSocket.Events sendEvents() {
        return new SocketEvents() {
            @Override
            public boolean onRaw(byte[] body) {
                boolean ok = PythonMarkers.isOk(body);
                if (ok && (state == State.OPEN || state == State.GOODBYE) && !calls.acknowledge()) {
                    lost(
                            SocketRole.SEND,
                            new ProtocolException(
                                    "expected nothing but there was an acknowledgement of no"
                                            + " call"));
                }
                return ok || state == State.CLOSED;
            }

            @Override
            public void onFrame(byte[] body) {
                if (PythonMarkers.isClose(body)) {
                    leave();
                } else {
                    throw new ProtocolException(
                            "expected an acknowledgement but there was something else of %d bytes"
                                    .formatted(body.length));
                }
            }

            @Override
            void onEnd(@Nullable BiSocketException cause) {
                if (state == State.GOODBYE) {
                    leave();
                } else if (state == State.OPEN) {
                    lost(SocketRole.SEND, cause);
                }
            }
        };
    }

    /** A socket that cannot be read any further is as good as closed. */
    private abstract static class SocketEvents implements PythonSocket.Events {

        abstract void onEnd(@Nullable BiSocketException cause);

        @Override
        public void onUndecodable(PythonDecodeException cause) {
            onEnd(cause);
        }

        @Override
        public void onClosed(@Nullable BiSocketException cause) {
            onEnd(cause);
        }
    }
}
