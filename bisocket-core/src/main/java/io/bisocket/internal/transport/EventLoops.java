package io.bisocket.internal.transport;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.NettyRuntime;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that do the network's work: epoll where there is one, else NIO. A server has its own,
 * clients share theirs. Thread-safe.
 */
public final class EventLoops {

    private static final boolean EPOLL = Epoll.isAvailable();
    private static final int SHUTDOWN_SECONDS = 5;
    private static final Object LOCK = new Object();

    private static @Nullable EventLoops shared;

    private final EventLoopGroup group;
    private int users = 1;

    private EventLoops(String name, boolean daemon) {
        IoHandlerFactory io = EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.group =
                new MultiThreadIoEventLoopGroup(
                        Math.min(NettyRuntime.availableProcessors(), 8), threads(name, daemon), io);
    }

    /** Loops for one server. Their threads keep the process alive until they are released. */
    public static EventLoops forServer() {
        return new EventLoops("bisocket-server-io", false);
    }

    /**
     * The loops that all clients of the process share, made for the first and gone with the last.
     */
    public static EventLoops shared() {
        synchronized (LOCK) {
            if (shared == null) {
                shared = new EventLoops("bisocket-client-io", true);
            } else {
                shared.users++;
            }
            return shared;
        }
    }

    /** Whether the current thread is an event loop, where nothing may block. */
    public static boolean inEventLoop() {
        return Thread.currentThread() instanceof IoThread;
    }

    /** The loops. */
    public EventLoopGroup group() {
        return group;
    }

    /** The type of listening sockets on these loops. */
    public Class<? extends ServerChannel> serverChannelType() {
        return EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /** The type of connecting sockets on these loops. */
    public Class<? extends Channel> channelType() {
        return EPOLL ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    /**
     * Gives the loops back; to be called once for each time that they were asked for.
     *
     * @return completes when the threads have ended, at once while others use them
     */
    public CompletableFuture<Void> release() {
        synchronized (LOCK) {
            if (--users > 0) {
                return CompletableFuture.completedFuture(null);
            }
            if (shared == this) {
                shared = null;
            }
        }
        CompletableFuture<Void> ended = new CompletableFuture<>();
        group.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS)
                .addListener(done -> ended.complete(null));
        return ended;
    }

    private static ThreadFactory threads(String name, boolean daemon) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new IoThread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(daemon);
            return thread;
        };
    }

    private static final class IoThread extends FastThreadLocalThread {

        IoThread(Runnable task, String name) {
            super(task, name);
        }
    }
}
