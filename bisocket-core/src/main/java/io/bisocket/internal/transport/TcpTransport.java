package io.bisocket.internal.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** TCP: epoll where there is one, else NIO. */
public final class TcpTransport implements NettyTransport {

    /** The only one. */
    public static final TcpTransport INSTANCE = new TcpTransport();

    private static final int BACKLOG = 1024;
    private static final boolean EPOLL = Epoll.isAvailable();

    private TcpTransport() {}

    @Override
    public IoHandlerFactory ioHandlers() {
        return EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
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
    public String toString() {
        return "TCP";
    }
}
