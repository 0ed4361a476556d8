package io.bisocket.internal.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SelectStrategyFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.NettyRuntime;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** TCP: epoll where there is one, else NIO. Those whose loops wait alike are equal. */
public final class TcpTransport implements NettyTransport {

    /** The one whose event loops sleep as soon as there is nothing to do. */
    public static final TcpTransport INSTANCE = new TcpTransport(Duration.ZERO);

    private static final int BACKLOG = 1024;
    private static final Duration LONGEST_SPIN = Duration.ofSeconds(1);
    private static final boolean EPOLL = Epoll.isAvailable();

    /** How long event loops look for work before they sleep. */
    private final Duration spin;

    private TcpTransport(Duration spin) {
        this.spin = spin;
    }

    /** One whose event loops look for work for so long before they sleep. */
    public static TcpTransport spinning(Duration spin) {
        if (spin.isNegative() || spin.compareTo(LONGEST_SPIN) > 0) {
            throw new IllegalArgumentException(
                    "event loops may spin for 0 to %d s but were to for %s"
                            .formatted(LONGEST_SPIN.toSeconds(), spin));
        }
        return spin.isZero() ? INSTANCE : new TcpTransport(spin);
    }

    @Override
    public IoHandlerFactory ioHandlers() {
        SelectStrategyFactory waiting =
                spin.isZero()
                        ? DefaultSelectStrategyFactory.INSTANCE
                        : () -> new Spinning(spin, SpinningPlaces.PROCESS, System::nanoTime);
        return EPOLL
                ? EpollIoHandler.newFactory(0, waiting)
                : NioIoHandler.newFactory(SelectorProvider.provider(), waiting);
    }

    @Override
    public int loops() {
        return Math.min(NettyRuntime.availableProcessors(), 8);
    }

    @Override
    public Class<? extends Channel> channelType() {
        return EPOLL ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    @Override
    public Class<? extends ServerChannel> serverChannelType() {
        return EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    @Override
    public CompletableFuture<List<SocketAddress>> resolve(Endpoint server) {
        return HostResolver.resolve(server.host())
                .thenApply(
                        addresses ->
                                addresses.stream()
                                        .<SocketAddress>map(
                                                it -> new InetSocketAddress(it, server.port()))
                                        .toList());
    }

    @Override
    public CompletableFuture<SocketAddress> resolveLocal(@Nullable String host, int port) {
        if (host == null) {
            return CompletableFuture.completedFuture(new InetSocketAddress(port));
        }
        return HostResolver.resolve(host)
                .thenApply(addresses -> new InetSocketAddress(addresses.get(0), port));
    }

    @Override
    public void configure(ServerBootstrap bootstrap) {
        bootstrap.option(ChannelOption.SO_BACKLOG, BACKLOG);
    }

    @Override
    public void prepare(Channel channel) {
        SocketOptions.apply(channel);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TcpTransport that && spin.equals(that.spin);
    }

    @Override
    public int hashCode() {
        return spin.hashCode();
    }

    @Override
    public String toString() {
        return spin.isZero() ? "TCP" : "TCP, spinning for " + spin;
    }
}
