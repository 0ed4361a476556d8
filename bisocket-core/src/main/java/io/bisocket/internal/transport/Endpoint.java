package io.bisocket.internal.transport;

import java.net.InetSocketAddress;

/**
 * A server by the name that the user gave it.
 *
 * @param host a host name or an address
 * @param port the port
 */
public record Endpoint(String host, int port) {

    /** The same, not looked up. */
    public InetSocketAddress unresolved() {
        return InetSocketAddress.createUnresolved(host, port);
    }

    /** Host and port, as error messages show them. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
