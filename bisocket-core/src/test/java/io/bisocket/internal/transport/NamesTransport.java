package io.bisocket.internal.transport;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** TCP where every host name stands for these ports of this machine. */
public final class NamesTransport implements NettyTransport {

    private final NettyTransport tcp = TcpTransport.INSTANCE;
    private final List<SocketAddress> found;

    public NamesTransport(int... ports) {
        this.found =
                Arrays.stream(ports)
                        .<SocketAddress>mapToObj(
                                port ->
                                        new InetSocketAddress(
                                                InetAddress.getLoopbackAddress(), port))
                        .toList();
    }

    @Override
    public CompletableFuture<List<SocketAddress>> resolve(Endpoint server) {
        return CompletableFuture.completedFuture(found);
    }

    @Override
    public IoHandlerFactory ioHandlers() {
        return tcp.ioHandlers();
    }

    @Override
    public int loops() {
        return 1;
    }

    @Override
    public Class<? extends Channel> channelType() {
        return tcp.channelType();
    }

    @Override
    public Class<? extends ServerChannel> serverChannelType() {
        return tcp.serverChannelType();
    }

    @Override
    public CompletableFuture<SocketAddress> resolveLocal(@Nullable String host, int port) {
        return tcp.resolveLocal(host, port);
    }

    @Override
    public void prepare(Channel channel) {
        tcp.prepare(channel);
    }
}
