package io.bisocket.internal.v2;

import io.bisocket.Compression;
import io.bisocket.KeyRing;
import io.bisocket.Limits;
import io.bisocket.SocketInfo;
import io.bisocket.internal.link.Credentials;
import io.bisocket.internal.link.KnownClient;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.LinkListener;
import io.bisocket.internal.link.SessionHost;
import io.bisocket.internal.transport.EventLoops;
import io.bisocket.internal.transport.SocketOptions;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server of links alone, on loopback: what comes is handled by what a test says. */
final class LinkServer implements SessionHost, AutoCloseable {

    final NativeServerDialect dialect;
    final Map<UUID, TestListener> clients = new ConcurrentHashMap<>();
    final List<TestListener> all = new CopyOnWriteArrayList<>();
    final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    volatile CompletableFuture<@Nullable Void> mayIdentify =
            CompletableFuture.completedFuture(null);
    private final EventLoops loops = EventLoops.forServer();
    private final Channel listening;
    private final TestHandlers handlers;

    LinkServer(KeyRing ring, Limits limits, TestHandlers handlers) {
        this(ring, limits, handlers, 0, Tuning.defaults());
    }

    LinkServer(KeyRing ring, Limits limits, TestHandlers handlers, int port) {
        this(ring, limits, handlers, port, Tuning.defaults());
    }

    LinkServer(KeyRing ring, Limits limits, TestHandlers handlers, int port, Tuning tuning) {
        this.handlers = handlers;
        dialect =
                new NativeServerDialect(
                        "test",
                        limits,
                        Compression.adaptive(),
                        null,
                        (delay, task) -> {
                            var scheduled =
                                    loops.group()
                                            .next()
                                            .schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
                            return () -> scheduled.cancel(false);
                        },
                        tuning);
        dialect.keys(ring).join();
        listening =
                new ServerBootstrap()
                        .group(loops.group())
                        .channel(loops.serverChannelType())
                        .childHandler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        SocketOptions.apply(channel);
                                        SocketOptions.applyConnected(channel);
                                        channels.add(channel);
                                        dialect.accept(channel, LinkServer.this);
                                    }
                                })
                        .bind(new InetSocketAddress("127.0.0.1", port))
                        .syncUninterruptibly()
                        .channel();
    }

    int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @Override
    public CompletionStage<Void> socketOpened(SocketInfo socket) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void socketClosed(SocketInfo socket) {}

    @Override
    public CompletionStage<Optional<KnownClient>> identify(Credentials credentials) {
        return mayIdentify.thenApply(
                may -> Optional.of(new KnownClient(credentials, Optional.empty())));
    }

    @Override
    public Optional<LinkListener> open(KnownClient client, Link link, @Nullable Link former) {
        TestListener listener = new TestListener(handlers, link);
        clients.put(client.credentials().id(), listener);
        all.add(listener);
        return Optional.of(listener);
    }

    @Override
    public boolean isTaken(UUID clientId) {
        return false;
    }

    /** As if the process were killed: no word to anybody. */
    void kill() {
        listening.close().syncUninterruptibly();
        channels.close().syncUninterruptibly();
        dialect.close();
        loops.release();
    }

    @Override
    public void close() {
        kill();
    }
}
