package io.bisocket.internal.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.util.concurrent.CompletableFuture;

/** Opens sockets to one server; all of them on the same event loop. */
public interface Connector {

    /**
     * Opens a socket.
     *
     * @param initializer adds the format's handlers
     * @return the connected channel; fails with a {@link io.bisocket.BiSocketException} that names
     *     the address
     */
    CompletableFuture<Channel> open(ChannelHandler initializer);
}
