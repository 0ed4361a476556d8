package io.bisocket.internal.transport;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.Limits;
import io.bisocket.TlsOptions;
import io.bisocket.internal.link.SessionHost;
import io.bisocket.internal.session.BuiltInKey;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listening socket and what came in by it. Thread-safe. */
public final class ServerTransport {

    private static final Logger log = LoggerFactory.getLogger(ServerTransport.class);

    private final NettyTransport transport;
    private final ServerBootstrap bootstrap;
    private final ChannelGroup children;
    private volatile @Nullable Listening listening;

    /**
     * @param dialects the wire formats, in the order in which they are asked whether a connection
     *     is theirs
     * @param tls asked for each connection; null where there is no TLS
     */
    public ServerTransport(
            EventLoops loops,
            List<ServerDialect> dialects,
            SessionHost sessions,
            Limits limits,
            @Nullable Supplier<TlsOptions> tls) {
        this.transport = loops.transport();
        this.children = new DefaultChannelGroup(loops.group().next(), true);
        this.bootstrap = bootstrap(loops, dialects, sessions, limits, children, tls);
    }

    /**
     * Starts to listen, without blocking. To be called once.
     *
     * @param host the address; all interfaces where there is none
     * @param loopbackOnly whether to refuse every other address, since the key is the built-in one
     * @return fails with a {@link BiSocketException} that names the address
     */
    public CompletableFuture<Void> listen(@Nullable String host, int port, boolean loopbackOnly) {
        return resolve(host, port)
                .thenApply(address -> check(address, loopbackOnly))
                .thenCompose(this::bind);
    }

    /** Where it listens, with the port that it really got. */
    public InetSocketAddress address() {
        return bound().address();
    }

    /** Lets nobody in any more. */
    public CompletableFuture<Void> stopListening() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        bound().channel().close().addListener(done -> closed.complete(null));
        return closed;
    }

    /** Closes every connection at once, those that are still coming included. */
    public CompletableFuture<Void> closeAll() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        children.close().addListener(done -> closed.complete(null));
        return closed;
    }

    private static ServerBootstrap bootstrap(
            EventLoops loops,
            List<ServerDialect> dialects,
            SessionHost sessions,
            Limits limits,
            ChannelGroup children,
            @Nullable Supplier<TlsOptions> tls) {
        PeerLog peerLog = new PeerLog(log);
        ServerTls below = new ServerTls(tls, peerLog);
        ServerBootstrap bootstrap = new ServerBootstrap();
        loops.transport().configure(bootstrap);
        return bootstrap
                .group(loops.group())
                .channel(loops.serverChannelType())
                .handler(new AcceptGate(limits, children, sessions, peerLog))
                .childHandler(
                        new ChannelInitializer<>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                loops.transport().prepare(channel);
                                SocketOptions.applyConnected(channel);
                                below.addTo(channel);
                                select(channel, dialects, sessions, peerLog);
                            }
                        });
    }

    private static void select(
            Channel channel, List<ServerDialect> dialects, SessionHost sessions, PeerLog peerLog) {
        if (dialects.size() == 1) {
            dialects.get(0).accept(channel, sessions);
        } else {
            channel.pipeline().addLast(new DialectSelector(dialects, sessions, peerLog));
        }
    }

    private CompletableFuture<SocketAddress> resolve(@Nullable String host, int port) {
        return transport
                .resolveLocal(host, port)
                .exceptionally(
                        failure -> {
                            throw cannotListen(
                                    String.valueOf(host), port, "its address is unknown", failure);
                        });
    }

    private static SocketAddress check(SocketAddress address, boolean loopbackOnly) {
        InetAddress ip = PeerAddress.of(address).getAddress();
        if (loopbackOnly && !ip.isLoopbackAddress()) {
            throw BuiltInKey.offLoopback("the server is to listen on " + ip.getHostAddress());
        }
        return address;
    }

    private CompletableFuture<Void> bind(SocketAddress address) {
        CompletableFuture<Void> bound = new CompletableFuture<>();
        ChannelFuture binding = bootstrap.bind(address);
        binding.addListener(
                done -> {
                    Throwable failure = done.cause();
                    if (failure == null) {
                        listening = new Listening(binding.channel());
                        transport.listening(binding.channel());
                        bound.complete(null);
                    } else {
                        InetSocketAddress wanted = PeerAddress.of(address);
                        bound.completeExceptionally(
                                cannotListen(
                                        wanted.getAddress().getHostAddress(),
                                        wanted.getPort(),
                                        failure.getMessage(),
                                        failure));
                    }
                });
        return bound;
    }

    private Listening bound() {
        Listening socket = listening;
        if (socket == null) {
            throw new IllegalStateException("the server does not listen yet");
        }
        return socket;
    }

    private static BiSocketException cannotListen(
            String host, int port, @Nullable String reason, Throwable failure) {
        return new BiSocketException(
                ErrorCode.BAD_CONFIGURATION,
                "cannot listen on %s:%d: %s".formatted(host, port, reason),
                failure instanceof CompletionException e ? e.getCause() : failure);
    }

    /** A listening socket, and where it listened also when it is closed. */
    private record Listening(Channel channel, InetSocketAddress address) {

        Listening(Channel channel) {
            this(channel, PeerAddress.of(channel.localAddress()));
        }
    }
}
