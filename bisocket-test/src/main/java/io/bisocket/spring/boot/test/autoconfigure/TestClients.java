package io.bisocket.spring.boot.test.autoconfigure;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.KeyRing;
import io.bisocket.PayloadCodec;
import io.bisocket.Reconnect;
import io.bisocket.spring.BiSocketKeys;
import io.bisocket.test.ReceivedMessages;
import io.bisocket.test.faults.BiSocketFaults;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import org.springframework.core.env.Environment;

/**
 * Makes clients of an application's server, with what both have to agree on.
 *
 * @param received what such clients receive
 */
record TestClients(
        Environment environment,
        BiSocketKeys keys,
        PayloadCodec codec,
        ReceivedMessages received,
        BiSocketFaults faults) {

    private static final String PORT = "bisocket.server.port";

    /** A client that is connected, or connects as soon as the server listens. */
    BiSocketClient clientOf(BiSocketServer server) {
        boolean running = server.isRunning();
        BiSocketClient.Builder builder =
                BiSocketClient.builder()
                        .transport(faults.transport())
                        .payloadCodec(codec)
                        .serviceName(environment.getProperty("bisocket.service-name", ""))
                        .reconnect(Reconnect.backoff(Duration.ofMillis(10), Duration.ofMillis(200)))
                        .onReceive(received::add);
        key(builder);
        if (running) {
            return at(builder, server.address()).connect();
        }
        BiSocketClient client = builder.address("localhost", configuredPort()).build();
        client.start();
        return client;
    }

    private static BiSocketClient.Builder at(
            BiSocketClient.Builder builder, InetSocketAddress address) {
        boolean any = address.getAddress().isAnyLocalAddress();
        return builder.address(any ? "localhost" : address.getHostString(), address.getPort());
    }

    private int configuredPort() {
        int port = environment.getProperty(PORT, Integer.class, BiSocketServer.DEFAULT_PORT);
        if (port == 0) {
            throw new IllegalStateException(
                    "the test's client was asked for before the server listens, and %s is 0: inject it into the test, or use @Lazy"
                            .formatted(PORT));
        }
        return port;
    }

    private void key(BiSocketClient.Builder builder) {
        KeyRing.Entry key =
                keys.ring().entries().stream()
                        .min(Comparator.comparing(entry -> entry.name() != null))
                        .orElseThrow(() -> new IllegalStateException("there is no key"));
        if (key.name() == null) {
            builder.key(key.key());
        } else {
            builder.key(Objects.requireNonNull(key.name()), key.key());
        }
    }
}
