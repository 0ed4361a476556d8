package io.bisocket.internal.transport;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server by the name that the user gave it.
 *
 * @param host a host name or an address
 * @param port the port
 */
public record Endpoint(String host, int port) {

    private static final Pattern WRITTEN =
            Pattern.compile("(?:\\[([0-9A-Za-z:.%]+)]|([0-9A-Za-z._-]+)):([0-9]{1,5})");
    private static final int MAX_LENGTH = 255;

    /**
     * Reads what {@link #toString} writes, such as {@code node-1.example:65432} or {@code
     * [::1]:65432}.
     *
     * @throws IllegalArgumentException if it is something else; the message says what is expected
     */
    public static Endpoint parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        int port = written.matches() ? Integer.parseInt(written.group(3)) : 0;
        if (port < 1 || port > 65535 || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "it must be a host and a port of 1 to 65535, such as node-1.example:65432 or"
                            + " [::1]:65432, of at most 255 characters");
        }
        String host = written.group(1) != null ? written.group(1) : written.group(2);
        return new Endpoint(host, port);
    }

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
