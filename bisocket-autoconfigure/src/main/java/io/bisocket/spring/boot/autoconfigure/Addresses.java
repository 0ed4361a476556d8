package io.bisocket.spring.boot.autoconfigure;

import java.net.InetSocketAddress;
import java.util.List;

/** Addresses as people write them. */
final class Addresses {

    private Addresses() {}

    /** Such as {@code 127.0.0.1:65432} or {@code [::1]:65432}; looks nothing up. */
    static String text(InetSocketAddress address) {
        return text(address.getHostString(), address.getPort());
    }

    static String text(String host, int port) {
        return "%s:%d"
                .formatted(
                        host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host,
                        port);
    }

    /** Several, with commas in between. */
    static String text(List<InetSocketAddress> addresses) {
        return String.join(", ", all(addresses));
    }

    static List<String> all(List<InetSocketAddress> addresses) {
        return addresses.stream().map(Addresses::text).toList();
    }
}
