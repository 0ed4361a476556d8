package io.bisocket.test.faults;

import io.bisocket.internal.transport.Endpoint;
import io.bisocket.internal.transport.NettyTransport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Another transport, with a {@link FaultHandler} next to the wire of each of its sockets. */
final class FaultyTransport implements NettyTransport {

    private final NettyTransport carrier;
    private final Conditions conditions;
    private final OpenChannels channels;

    FaultyTransport(NettyTransport carrier, Conditions conditions, OpenChannels channels) {
        this.carrier = carrier;
        this.conditions = conditions;
        this.channels = channels;
    }

    @Override
    public void prepare(Channel channel) {
        carrier.prepare(channel);
        FaultHandler handler = new FaultHandler(channel, conditions);
        channel.pipeline().addLast(handler);
        channels.add(channel, handler);
    }

    @Override
    public IoHandlerFactory ioHandlers() {
        return carrier.ioHandlers();
    }

    @Override
    public int loops() {
        return carrier.loops();
    }

    @Override
    public int lingerMillis() {
        return carrier.lingerMillis();
    }

    @Override
    public Class<? extends Channel> channelType() {
        return carrier.channelType();
    }

    @Override
    public Class<? extends ServerChannel> serverChannelType() {
        return carrier.serverChannelType();
    }

    @Override
    public CompletableFuture<List<SocketAddress>> resolve(Endpoint server) {
        return carrier.resolve(server);
    }

    @Override
    public @Nullable SocketAddress ownAddress() {
        return carrier.ownAddress();
    }

    @Override
    public CompletableFuture<SocketAddress> resolveLocal(@Nullable String host, int port) {
        return carrier.resolveLocal(host, port);
    }

    @Override
    public void configure(ServerBootstrap bootstrap) {
        carrier.configure(bootstrap);
    }

    @Override
    public String toString() {
        return carrier + " with faults";
    }
}
