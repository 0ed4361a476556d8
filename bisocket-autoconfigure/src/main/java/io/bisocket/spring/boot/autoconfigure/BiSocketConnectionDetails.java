package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketClient;
import java.util.List;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where the servers of a client are: of the one without a name, or of the one that a {@code
 * Qualifier} at the bean names. A bean of this type takes the place of {@code
 * bisocket.client.host}, {@code .port} and {@code .addresses}, or of those of the named client;
 * everything else is as the properties say. Asked once, when the client is made.
 */
@FunctionalInterface
public interface BiSocketConnectionDetails extends ConnectionDetails {

    /**
     * The addresses, at least one, in the order in which they are tried; see {@link
     * BiSocketClient.Builder#addresses}.
     */
    List<Address> getAddresses();

    /** Those of a single server. */
    static BiSocketConnectionDetails of(String host, int port) {
        return () -> List.of(new Address(host, port));
    }

    /**
     * Where a server is.
     *
     * @param host a host name or an address
     * @param port 1 to 65535
     */
    record Address(String host, int port) {

        /** Such as {@code 127.0.0.1:65432} or {@code [::1]:65432}. */
        @Override
        public String toString() {
            return Addresses.text(host, port);
        }
    }
}
