package io.bisocket.internal.transport;

import io.bisocket.SocketRole;
import io.bisocket.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.util.AttributeKey;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A transport, as the inside knows it. Thread-safe. */
public interface NettyTransport extends Transport {

    /** Which of a client's sockets a channel is; set by the client. */
    AttributeKey<SocketRole> ROLE = AttributeKey.valueOf(NettyTransport.class, "role");

    /** The inside of a transport. */
    static NettyTransport of(Transport transport) {
        if (transport instanceof NettyTransport known) {
            return known;
        }
        throw new IllegalArgumentException(
                "a transport must come from a method of Transport but was " + transport);
    }

    /** What its event loops wait with. */
    IoHandlerFactory ioHandlers();

    /** How many event loops a server has, and all clients together. */
    int loops();

    /**
     * How long event loops that nobody needs any more stay for peers on other loops, in
     * milliseconds; nobody waits for them if this is not 0.
     */
    default int lingerMillis() {
        return 0;
    }

    /** The type of connecting sockets. */
    Class<? extends Channel> channelType();

    /** The type of listening sockets. */
    Class<? extends ServerChannel> serverChannelType();

    /**
     * Looks a server up, without blocking.
     *
     * @return the addresses to try, in this order, at least one; completes on any thread, fails
     *     with an {@link java.net.UnknownHostException}
     */
    CompletableFuture<List<SocketAddress>> resolve(Endpoint server);

    /** From where the next socket connects; null for anywhere. */
    default @Nullable SocketAddress ownAddress() {
        return null;
    }

    /**
     * Looks up where to listen, without blocking.
     *
     * @param host null for everywhere
     * @param port 0 for any free one
     * @return completes on any thread, fails with an {@link java.net.UnknownHostException}
     */
    CompletableFuture<SocketAddress> resolveLocal(@Nullable String host, int port);

    /**
     * Sets a new socket up, connecting or accepted, before its first other handler is added. On its
     * event loop.
     */
    void prepare(Channel channel);

    /** Sets options of listening sockets. */
    default void configure(ServerBootstrap bootstrap) {}

    /** A socket listens. */
    default void listening(Channel channel) {}
}
