package io.bisocket.internal.python;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.Limits;
import io.bisocket.SocketRole;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.LinkListener;
import io.bisocket.internal.transport.Connector;
import io.bisocket.internal.transport.NettyTransport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a client comes to its two sockets. Whatever goes wrong on one of them, both are closed. On
 * the event loop.
 *
 * <pre>
 *   client                                     server
 *     | == receive socket ====================== |
 *     | -- encoded "receive", client id -------&gt; |
 *     | &lt;------------------------ encoded "ok" - |   or the plain report that it was unreadable
 *     | == send socket ========================= |
 *     | -- encoded "send", client id ----------&gt; |
 *     | &lt;------------------------ encoded "ok" - |
 * </pre>
 */
final class PythonClientHandshake {

    private final Connector connector;
    private final UUID clientId;
    private final PythonCodec codec;
    private final Limits limits;
    private final Duration goodbyeTimeout;
    private final LinkListener listener;
    private final HandshakeFailures failures;
    private final CompletableFuture<Link> result = new CompletableFuture<>();
    private @Nullable SocketRole greeting;

    PythonClientHandshake(
            Connector connector,
            UUID clientId,
            PythonCodec codec,
            Limits limits,
            Duration goodbyeTimeout,
            LinkListener listener) {
        this.connector = connector;
        this.clientId = clientId;
        this.codec = codec;
        this.limits = limits;
        this.goodbyeTimeout = goodbyeTimeout;
        this.listener = listener;
        this.failures = new HandshakeFailures(connector.server(), codec.encryption());
    }

    /** Starts; to be called once. Cancelling the future closes what has been opened. */
    CompletableFuture<Link> start() {
        Future<?> timer =
                connector
                        .loop()
                        .schedule(
                                () -> giveUp(failures.timedOut(greeting, limits.connectTimeout())),
                                limits.connectTimeout().toNanos(),
                                TimeUnit.NANOSECONDS);
        result.whenComplete((link, failure) -> timer.cancel(false));
        Greeting receive = new Greeting(SocketRole.RECEIVE);
        Greeting send = new Greeting(SocketRole.SEND);
        receive.greet().thenCompose(welcomed -> send.greet()).thenRun(() -> open(receive, send));
        return result;
    }

    private void open(Greeting receive, Greeting send) {
        PythonClientLink link =
                new PythonClientLink(
                        connector,
                        clientId,
                        PythonClientDialect.name(codec),
                        limits,
                        goodbyeTimeout,
                        listener,
                        receive.socket(),
                        send.socket());
        receive.next = link.receiveEvents();
        send.next = link.sendEvents();
        if (result.complete(link)) {
            link.opened();
            receive.socket().read(true);
        }
    }

    private void giveUp(Throwable failure) {
        result.completeExceptionally(failure);
    }

    /** One socket until both are welcome; from then on its events are the link's. */
    private final class Greeting extends ChannelInitializer<Channel>
            implements PythonSocket.Events {

        private final SocketRole role;
        private final CompletableFuture<Void> welcomed = new CompletableFuture<>();
        private @Nullable PythonSocket socket;
        private PythonSocket.@Nullable Events next;

        Greeting(SocketRole role) {
            this.role = role;
        }

        /** Completes when the server has answered; what goes wrong fails the whole handshake. */
        CompletableFuture<Void> greet() {
            greeting = null;
            CompletableFuture<Channel> opening = connector.open(this);
            opening.whenComplete((channel, failure) -> say(failure));
            result.whenComplete((link, failure) -> closeIf(failure, opening));
            return welcomed;
        }

        PythonSocket socket() {
            return Objects.requireNonNull(socket, "socket");
        }

        @Override
        protected void initChannel(Channel channel) {
            channel.attr(NettyTransport.ROLE).set(role);
            socket = PythonSocket.install(channel, codec, limits, this);
        }

        private void say(@Nullable Throwable failure) {
            if (failure != null) {
                giveUp(failure);
                return;
            }
            greeting = role;
            socket().write(new PythonHandshake(role, clientId).encode(), WhenFull.FAIL);
        }

        private void closeIf(@Nullable Throwable failure, CompletableFuture<Channel> opening) {
            if (failure != null) {
                opening.cancel(false);
                opening.thenRun(() -> socket().abort(new ConnectionLostException("given up")));
            }
        }

        @Override
        public boolean onRaw(byte[] body) {
            if (next != null) {
                return next.onRaw(body);
            }
            Optional<HandshakeErrorFrame> report = HandshakeErrorFrame.decode(body);
            report.ifPresent(error -> giveUp(failures.rejected(error)));
            return report.isPresent();
        }

        @Override
        public void onFrame(byte[] body) {
            if (next != null) {
                next.onFrame(body);
            } else if (PythonMarkers.isOk(body)) {
                socket().allowMessages();
                socket().read(role == SocketRole.SEND);
                welcomed.complete(null);
            } else {
                giveUp(failures.unexpected(role, body));
            }
        }

        @Override
        public void onUndecodable(PythonDecodeException cause) {
            if (next != null) {
                next.onUndecodable(cause);
            } else {
                giveUp(failures.unreadable(role, cause));
            }
        }

        @Override
        public void onClosed(@Nullable BiSocketException cause) {
            if (next != null) {
                next.onClosed(cause);
            } else {
                giveUp(failures.closed(role, cause));
            }
        }
    }
}
