package io.bisocket.internal.transport;

import io.bisocket.internal.session.DaemonThreads;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.util.concurrent.DefaultEventExecutorChooserFactory;
import io.netty.util.concurrent.EventExecutorChooserFactory;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.ThreadPerTaskExecutor;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that do the network's work, as the transport wants them. A server has its own, the
 * clients of one transport share theirs. Thread-safe.
 */
public final class EventLoops {

    private static final int SHUTDOWN_SECONDS = 5;
    private static final Object LOCK = new Object();

    private static final Map<NettyTransport, EventLoops> SHARED = new HashMap<>();

    static {
        DaemonThreads.startTimeouts();
    }

    private final NettyTransport transport;
    private final EventLoopGroup group;
    private int users;

    private EventLoops(
            NettyTransport transport, ThreadFactory threads, EventExecutorChooserFactory turns) {
        this.transport = transport;
        this.group =
                new MultiThreadIoEventLoopGroup(
                        transport.loops(),
                        new ThreadPerTaskExecutor(threads),
                        turns,
                        transport.ioHandlers());
    }

    /** Loops for one server over TCP; as {@link #forServer(NettyTransport)}. */
    public static EventLoops forServer() {
        return forServer(TcpTransport.INSTANCE);
    }

    /** Loops for one server. Their threads keep the process alive until they are released. */
    public static EventLoops forServer(NettyTransport transport) {
        EventLoops loops =
                new EventLoops(transport, threads("bisocket-server-io", false), new LoopsInPairs());
        loops.users = 1;
        return loops;
    }

    /** The loops for clients over TCP; as {@link #shared(NettyTransport)}. */
    public static EventLoops shared() {
        return shared(TcpTransport.INSTANCE);
    }

    /**
     * The loops that all clients of a transport share, made for the first and gone with the last.
     */
    public static EventLoops shared(NettyTransport transport) {
        synchronized (LOCK) {
            EventLoops loops =
                    SHARED.computeIfAbsent(
                            transport,
                            it ->
                                    new EventLoops(
                                            it,
                                            threads("bisocket-client-io", true),
                                            DefaultEventExecutorChooserFactory.INSTANCE));
            loops.users++;
            return loops;
        }
    }

    /** Whether the current thread is an event loop, where nothing may block. */
    public static boolean inEventLoop() {
        return Thread.currentThread() instanceof IoThread;
    }

    /** Whose sockets live here. */
    public NettyTransport transport() {
        return transport;
    }

    /** The loops. */
    public EventLoopGroup group() {
        return group;
    }

    /** The type of listening sockets on these loops. */
    public Class<? extends ServerChannel> serverChannelType() {
        return transport.serverChannelType();
    }

    /** The type of connecting sockets on these loops. */
    public Class<? extends Channel> channelType() {
        return transport.channelType();
    }

    /**
     * Gives the loops back; to be called once for each time that they were asked for.
     *
     * @return completes when the threads have ended; at once while others use them, or where they
     *     linger
     */
    public CompletableFuture<Void> release() {
        synchronized (LOCK) {
            if (--users > 0) {
                return CompletableFuture.completedFuture(null);
            }
            SHARED.remove(transport, this);
        }
        CompletableFuture<Void> ended = new CompletableFuture<>();
        int linger = transport.lingerMillis();
        group.shutdownGracefully(
                        linger, TimeUnit.SECONDS.toMillis(SHUTDOWN_SECONDS), TimeUnit.MILLISECONDS)
                .addListener(done -> ended.complete(null));
        return linger == 0 ? ended : CompletableFuture.completedFuture(null);
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
