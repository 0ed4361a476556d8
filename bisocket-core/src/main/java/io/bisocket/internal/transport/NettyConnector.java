package io.bisocket.internal.transport;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.TlsOptions;
import io.bisocket.internal.session.BuiltInKey;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens sockets for one attempt to connect. The host is looked up for the first, its addresses are
 * tried one after the other, and all further sockets go to the address that answered: a name may
 * stand for several servers, and a client's two sockets belong to one. If that one then refuses the
 * client, {@link #rest} goes on with the addresses behind it.
 */
public final class NettyConnector implements Connector {

    private final EventLoop loop;
    private final NettyTransport transport;
    private final Endpoint server;
    private final Duration timeout;
    private final boolean loopbackOnly;
    private final ClientTls tls;
    private final @Nullable List<SocketAddress> known;
    private List<SocketAddress> behind = List.of();
    private @Nullable SocketAddress answered;

    /**
     * @param loops whose transport is used
     * @param loop where all sockets live
     * @param server what to connect to
     * @param timeout how long a socket may take to be connected, looking up the host and the TLS
     *     handshake included
     * @param loopbackOnly whether to refuse every other address, since the key is the built-in one
     * @param tls asked for each socket; null where there is no TLS
     */
    public NettyConnector(
            EventLoops loops,
            EventLoop loop,
            Endpoint server,
            Duration timeout,
            boolean loopbackOnly,
            @Nullable Supplier<TlsOptions> tls) {
        this(
                loops.transport(),
                loop,
                server,
                timeout,
                loopbackOnly,
                new ClientTls(tls, server, server),
                null);
    }

    private NettyConnector(
            NettyTransport transport,
            EventLoop loop,
            Endpoint server,
            Duration timeout,
            boolean loopbackOnly,
            ClientTls tls,
            @Nullable List<SocketAddress> known) {
        this.transport = transport;
        this.loop = loop;
        this.server = server;
        this.timeout = timeout;
        this.loopbackOnly = loopbackOnly;
        this.tls = tls;
        this.known = known;
    }

    @Override
    public Endpoint server() {
        return server;
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public Connector to(Endpoint address) {
        return new NettyConnector(
                transport, loop, address, timeout, loopbackOnly, tls.to(address), null);
    }

    @Override
    public @Nullable Connector rest() {
        return behind.isEmpty()
                ? null
                : new NettyConnector(transport, loop, server, timeout, loopbackOnly, tls, behind);
    }

    @Override
    public CompletableFuture<Channel> open(ChannelHandler initializer) {
        CompletableFuture<Channel> opened = new CompletableFuture<>();
        Future<?> timer =
                loop.schedule(
                        () -> opened.completeExceptionally(timedOut()),
                        timeout.toNanos(),
                        TimeUnit.NANOSECONDS);
        opened.whenComplete((channel, failure) -> timer.cancel(false));
        addresses()
                .whenCompleteAsync(
                        (addresses, failure) -> {
                            if (addresses != null) {
                                new Attempt(opened, initializer, addresses).start();
                            } else {
                                opened.completeExceptionally(unknownHost(failure));
                            }
                        },
                        loop);
        return opened;
    }

    private CompletableFuture<List<SocketAddress>> addresses() {
        if (answered != null) {
            return CompletableFuture.completedFuture(List.of(answered));
        }
        return known != null ? CompletableFuture.completedFuture(known) : transport.resolve(server);
    }

    private BiSocketException timedOut() {
        String what =
                tls.isOn() && answered != null
                        ? "the TLS handshake with %s was not over"
                        : "cannot connect to %s: no answer";
        return new ConnectionLostException(
                (what + " within %s (connect-timeout)").formatted(server, timeout));
    }

    private BiSocketException unknownHost(Throwable failure) {
        @Nullable Throwable cause = failure.getCause();
        boolean unknown = cause instanceof UnknownHostException;
        return new ConnectionLostException(
                "cannot connect to %s: %s"
                        .formatted(server, unknown ? "the host is unknown" : failure.getMessage()),
                cause);
    }

    /** The way from one address to the next. On the event loop. */
    private final class Attempt {

        private final CompletableFuture<Channel> opened;
        private final Bootstrap bootstrap;
        private final List<SocketAddress> addresses;

        Attempt(
                CompletableFuture<Channel> opened,
                ChannelHandler initializer,
                List<SocketAddress> addresses) {
            this.opened = opened;
            this.addresses = addresses;
            long patience = Math.max(1, timeout.toMillis() / addresses.size());
            this.bootstrap =
                    new Bootstrap()
                            .group(loop)
                            .channel(transport.channelType())
                            .option(
                                    ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                    (int) Math.min(patience, Integer.MAX_VALUE))
                            .handler(prepared(initializer));
        }

        void start() {
            for (SocketAddress each : addresses) {
                InetAddress address = PeerAddress.of(each).getAddress();
                if (loopbackOnly && !address.isLoopbackAddress()) {
                    opened.completeExceptionally(
                            BuiltInKey.offLoopback(server + " is " + address.getHostAddress()));
                    return;
                }
            }
            connect(0);
        }

        private void connect(int index) {
            if (opened.isDone()) {
                return;
            }
            SocketAddress address = addresses.get(index);
            ChannelFuture connecting = bootstrap.connect(address, transport.ownAddress());
            opened.whenComplete((channel, failure) -> closeUnlessWanted(connecting, channel));
            connecting.addListener(
                    done -> {
                        if (done.isSuccess()) {
                            answered(index);
                            SocketOptions.applyConnected(connecting.channel());
                            completeUnlessTls(connecting.channel());
                        } else if (index + 1 < addresses.size()) {
                            connect(index + 1);
                        } else {
                            opened.completeExceptionally(failed(done.cause()));
                        }
                    });
        }

        private void answered(int index) {
            if (answered == null) {
                answered = addresses.get(index);
                behind = List.copyOf(addresses.subList(index + 1, addresses.size()));
            }
        }

        private void completeUnlessTls(Channel channel) {
            if (!tls.isOn()) {
                opened.complete(channel);
            }
        }

        private void closeUnlessWanted(ChannelFuture connecting, @Nullable Channel wanted) {
            if (!connecting.channel().equals(wanted)) {
                connecting.channel().close();
            }
        }

        private BiSocketException failed(Throwable cause) {
            return new ConnectionLostException(
                    "cannot connect to %s: %s"
                            .formatted(
                                    server,
                                    cause instanceof ConnectException
                                            ? "connection refused"
                                            : cause.getMessage()),
                    cause);
        }

        private ChannelInitializer<Channel> prepared(ChannelHandler initializer) {
            return new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel channel) {
                    transport.prepare(channel);
                    tls.addTo(channel, opened);
                    channel.pipeline().addLast(initializer);
                }
            };
        }
    }
}
