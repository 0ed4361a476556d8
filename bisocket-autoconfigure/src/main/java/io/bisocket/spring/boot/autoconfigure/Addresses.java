package io.bisocket.spring.boot.autoconfigure;

import java.net.InetSocketAddress;

/** Addresses as people write them. */
final class Addresses {

    private Addresses() {}

    /** Such as {@code 127.0.0.1:65432} or {@code [::1]:65432}; looks nothing up. */
    static String text(InetSocketAddress address) {
        String host = address.getHostString();
        return "%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, address.getPort());
    }
}
