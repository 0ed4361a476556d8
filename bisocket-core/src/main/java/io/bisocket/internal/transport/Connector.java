package io.bisocket.internal.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Opens sockets to one server; all of them on the same event loop. */
public interface Connector {

    /** The server, as error messages name it. */
    Endpoint server();

    /** Where all sockets live. */
    EventLoop loop();

    /** One that opens sockets to another address of the server, by the same rules. */
    Connector to(Endpoint address);

    /**
     * One for the server's addresses behind the one that answered, where its host has several; null
     * if there is none left, or none has answered. On the event loop.
     */
    default @Nullable Connector rest() {
        return null;
    }

    /**
     * Opens a socket. Whoever completes the future first, by cancelling it for one, gives the
     * socket up.
     *
     * @param initializer adds the format's handlers
     * @return the connected channel, completed on the event loop; fails with a {@link
     *     io.bisocket.BiSocketException} that names the address
     */
    CompletableFuture<Channel> open(ChannelHandler initializer);
}
