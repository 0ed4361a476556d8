package io.bisocket.benchmarks.netty;

import io.bisocket.benchmarks.load.EchoClient;
import io.bisocket.benchmarks.load.EchoServer;
import io.bisocket.benchmarks.load.EchoSystem;
import io.bisocket.benchmarks.load.Identity;
import io.bisocket.benchmarks.load.Setup;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.internal.PlatformDependent;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Frames with a length in front, on one connection, consolidated to one flush for each read.
 *
 * <pre>
 *   raw          in the clear
 *   jdk          TLS 1.3 of the JDK
 *   boringssl    TLS 1.2 of BoringSSL
 * </pre>
 */
public final class NettyEcho implements EchoSystem {

    private static final int MAX_FRAME = 16 * 1024 * 1024;
    private static final int FLUSHES = 256;
    private static final int BACKLOG = 1024;

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(
                    Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    private final Object lock = new Object();
    private @Nullable SslContext clientContext;

    @Override
    public EchoServer serve(Setup setup) throws Exception {
        SslContext tls = TlsVariants.server(setup);
        Channel server =
                new ServerBootstrap()
                        .group(loops)
                        .channel(
                                Epoll.isAvailable()
                                        ? EpollServerSocketChannel.class
                                        : NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(pipeline(tls, EchoHandler::new))
                        .bind("127.0.0.1", 0)
                        .sync()
                        .channel();
        return new Server(((InetSocketAddress) server.localAddress()).getPort());
    }

    @Override
    public EchoClient connect(Setup setup, int port) throws Exception {
        SslContext tls = clientContext(setup);
        ClientHandler client = new ClientHandler();
        Channel channel =
                new Bootstrap()
                        .group(loops)
                        .channel(
                                Epoll.isAvailable()
                                        ? EpollSocketChannel.class
                                        : NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .handler(pipeline(tls, () -> client))
                        .connect("127.0.0.1", port)
                        .sync()
                        .channel();
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        if (handler != null) {
            handler.handshakeFuture().sync();
            Identity.requireStrong(handler.engine().getSession());
        }
        return new NettyClient(channel, client);
    }

    private @Nullable SslContext clientContext(Setup setup) throws Exception {
        synchronized (lock) {
            if (clientContext == null) {
                clientContext = TlsVariants.client(setup);
            }
            return clientContext;
        }
    }

    private static ChannelInitializer<Channel> pipeline(
            @Nullable SslContext tls, Supplier<io.netty.channel.ChannelHandler> last) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                if (tls != null) {
                    channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                }
                channel.pipeline()
                        .addLast(
                                new FlushConsolidationHandler(FLUSHES, true),
                                new LengthFieldBasedFrameDecoder(MAX_FRAME, 0, 4, 0, 0),
                                last.get());
            }
        };
    }

    private record Server(int port) implements EchoServer {

        @Override
        public long offHeapBytes() {
            return PlatformDependent.usedDirectMemory();
        }
    }
}
