package io.bisocket.internal.secure;

import io.bisocket.Limits;
import io.bisocket.internal.crypto.SecretBytes;
import io.bisocket.internal.protocol.HelloHeader;
import io.bisocket.internal.transport.PeerLog;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import org.slf4j.LoggerFactory;

/** A server of one service and one key on a free port of loopback, that keeps what comes in. */
final class HelloServer implements HelloResolver, AutoCloseable {

    static final String SERVICE = "tests";
    static final SecretBytes PSK = SecretBytes.random(32);

    /** A socket whose first record has opened. */
    record Opened(HelloHeader header, SecureSocket socket, RecordingEvents events) {}

    final BlockingQueue<Opened> opened = new LinkedBlockingQueue<>();
    final BlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();
    final List<SocketAddress> neverOpened = new CopyOnWriteArrayList<>();
    volatile BinaryOperator<EventLoop> loop = (current, other) -> current;
    volatile RuntimeException failure;
    private final Channel listening;
    private final EventLoopGroup group;

    HelloServer(EventLoopGroup group, Class<? extends ServerChannel> type) {
        this(group, type, Limits.defaults());
    }

    HelloServer(EventLoopGroup group, Class<? extends ServerChannel> type, Limits limits) {
        this.group = group;
        PeerLog log = new PeerLog(LoggerFactory.getLogger(HelloServer.class));
        this.listening =
                new ServerBootstrap()
                        .group(group)
                        .channel(type)
                        .childOption(ChannelOption.SO_SNDBUF, 64 * 1024)
                        .childHandler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        accepted.add(channel);
                                        channel.pipeline()
                                                .addLast(
                                                        new ServerHello(
                                                                SERVICE,
                                                                HelloServer.this,
                                                                limits,
                                                                log));
                                    }
                                })
                        .bind(InetAddress.getLoopbackAddress(), 0)
                        .syncUninterruptibly()
                        .channel();
    }

    int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    Opened awaitOpened() {
        return poll(opened);
    }

    Channel awaitAccepted() {
        return poll(accepted);
    }

    @Override
    public EventLoop loopFor(HelloHeader header, EventLoop current) {
        EventLoop other = group.next();
        return loop.apply(current, other.equals(current) ? group.next() : other);
    }

    @Override
    public SecretBytes pskFor(HelloHeader header) {
        if (failure != null) {
            throw failure;
        }
        return PSK;
    }

    @Override
    public SecureSocket.Events opened(HelloHeader header, SecureSocket socket) {
        RecordingEvents events = new RecordingEvents();
        opened.add(new Opened(header, socket, events));
        return events;
    }

    @Override
    public void neverOpened(SocketAddress address) {
        neverOpened.add(address);
    }

    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        accepted.forEach(channel -> channel.close().syncUninterruptibly());
    }

    private static <T> T poll(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came within 20 s");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
