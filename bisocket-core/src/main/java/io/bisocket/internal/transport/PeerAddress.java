package io.bisocket.internal.transport;

import io.netty.channel.local.LocalAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** The addresses of sockets of every transport, as internet addresses. */
public final class PeerAddress {

    private PeerAddress() {}

    /**
     * What the address is to those who know internet addresses alone.
     *
     * @throws IllegalArgumentException if it is of no transport
     */
    public static InetSocketAddress of(SocketAddress address) {
        InetSocketAddress internet = find(address);
        if (internet == null) {
            throw new IllegalArgumentException("not the address of a peer: " + address);
        }
        return internet;
    }

    /** As {@link #of}; null if the address is of no transport. */
    public static @Nullable InetSocketAddress find(@Nullable SocketAddress address) {
        if (address instanceof LocalAddress local) {
            return MemoryAddress.toInternet(local);
        }
        return address instanceof InetSocketAddress internet ? internet : null;
    }
}
