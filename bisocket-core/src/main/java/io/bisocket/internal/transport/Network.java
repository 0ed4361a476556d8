package io.bisocket.internal.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * What limits per address count as one: an IPv4 address, or the first 64 bits of an IPv6 address,
 * below which everybody has as many addresses as they like.
 */
record Network(boolean v6, long bits) {

    static Network of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address
                ? new Network(true, ByteBuffer.wrap(bytes).getLong())
                : new Network(false, ByteBuffer.wrap(bytes).getInt());
    }
}
