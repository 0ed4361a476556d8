package io.bisocket.internal.transport;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.local.LocalIoHandler;
import java.net.SocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A network within the process. Its addresses carry its number, so that networks do not see each
 * other. One event loop for each server suffices, and spares its sockets the moves between loops.
 */
public final class InMemoryTransport implements NettyTransport {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int FIRST_FREE_PORT = 49152;
    private static final Set<String> ANY_HOST =
            Set.of("localhost", "127.0.0.1", "::1", "0:0:0:0:0:0:0:1", "0.0.0.0", "::");

    private final int number = COUNT.incrementAndGet();
    private final AtomicInteger freePorts = new AtomicInteger(FIRST_FREE_PORT);

    @Override
    public IoHandlerFactory ioHandlers() {
        return LocalIoHandler.newFactory();
    }

    @Override
    public int loops() {
        return 1;
    }

    /** The two ends of a connection close one after the other, each on its own loop. */
    @Override
    public int lingerMillis() {
        return 50;
    }

    @Override
    public Class<? extends Channel> channelType() {
        return MemoryChannel.class;
    }

    @Override
    public Class<? extends ServerChannel> serverChannelType() {
        return MemoryServerChannel.class;
    }

    @Override
    public CompletableFuture<List<SocketAddress>> resolve(Endpoint server) {
        return CompletableFuture.completedFuture(
                List.of(
                        MemoryAddress.of(number, server.host(), server.port()),
                        MemoryAddress.of(number, MemoryAddress.ANY_HOST, server.port())));
    }

    @Override
    public SocketAddress ownAddress() {
        return MemoryAddress.of(number, "client", freePorts.getAndIncrement());
    }

    @Override
    public CompletableFuture<SocketAddress> resolveLocal(@Nullable String host, int port) {
        String name = host == null || ANY_HOST.contains(host) ? MemoryAddress.ANY_HOST : host;
        int free = port == 0 ? freePorts.getAndIncrement() : port;
        return CompletableFuture.completedFuture(MemoryAddress.of(number, name, free));
    }

    @Override
    public void prepare(Channel channel) {
        channel.pipeline().addLast(new MemoryReader((MemoryChannel) channel));
    }

    @Override
    public String toString() {
        return "in-memory network " + number;
    }
}
