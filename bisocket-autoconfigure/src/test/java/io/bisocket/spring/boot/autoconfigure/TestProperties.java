package io.bisocket.spring.boot.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Properties that make tests independent of the machine. */
final class TestProperties {

    /** No key, no encryption and no port of the machine's environment; loopback. */
    static final String[] NEUTRAL = {
        "CRYPTO_KEY=",
        "BISOCKET_ENCRYPTION=",
        "bisocket.crypto-key=",
        "bisocket.require-key=false",
        "bisocket.server.address=127.0.0.1",
        "bisocket.server.port=0"
    };

    private TestProperties() {}

    /** The neutral ones and these as arguments of an application; the last one of a name counts. */
    static String[] arguments(Stream<String> properties) {
        Map<String, String> arguments = new LinkedHashMap<>();
        Stream.concat(Arrays.stream(NEUTRAL).map(each -> "--" + each), properties)
                .forEach(each -> arguments.put(each.split("=", 2)[0], each));
        return arguments.values().toArray(String[]::new);
    }

    /** A port that nobody listens on. */
    static int closedPort() {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
