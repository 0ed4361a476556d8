package io.bisocket.internal.transport;

import io.netty.channel.local.LocalAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * A host and a port in an in-memory network, such as {@code 3/orders.example:65432}; to those who
 * know internet addresses alone it is a loopback address with the host's name.
 */
final class MemoryAddress {

    /** Stands for every host that has no server of its own at a port. */
    static final String ANY_HOST = "in-memory";

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private MemoryAddress() {}

    static LocalAddress of(int network, String host, int port) {
        return new LocalAddress(network + "/" + host + ":" + port);
    }

    static InetSocketAddress toInternet(LocalAddress address) {
        String id = address.id();
        int colon = id.lastIndexOf(':');
        String host = id.substring(id.indexOf('/') + 1, colon);
        return new InetSocketAddress(loopback(host), Integer.parseInt(id.substring(colon + 1)));
    }

    private static InetAddress loopback(String host) {
        try {
            return InetAddress.getByAddress(host, LOOPBACK);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
