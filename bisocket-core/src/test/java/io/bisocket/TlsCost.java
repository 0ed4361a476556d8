package io.bisocket;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What TLS costs: connecting, small requests one after the other, and large payloads there and
 * back, on loopback, both ends in this process. To be started by hand.
 */
final class TlsCost {

    private static final Logger log = LoggerFactory.getLogger(TlsCost.class);
    private static final CryptoKey KEY = CryptoKey.of("00112233445566778899aabbccddeeff".repeat(2));
    private static final int ROUNDS = 5;
    private static final int CONNECTS = 100;
    private static final int SMALL = 10_000;
    private static final int LARGE = 100;
    private static final int MIB = 1024 * 1024;

    private TlsCost() {}

    public static void main(String[] args) {
        TestTls tls = new TestTls();
        TlsOptions serving = TlsOptions.of(tls.holding("localhost"));
        TlsOptions trusting = TlsOptions.of(tls.trusting());
        for (int round = 0; round < 2; round++) {
            measure("plain", server(), client());
            measure("TLS", server().tls(serving), client().tls(trusting));
        }
    }

    private static void measure(
            String name, BiSocketServer.Builder serverBuilder, BiSocketClient.Builder builder) {
        double[] connect = new double[ROUNDS];
        double[] small = new double[ROUNDS];
        double[] large = new double[ROUNDS];
        try (BiSocketServer server = serverBuilder.start()) {
            builder.address("localhost", server.port());
            byte[] payload = new byte[MIB];
            new Random(1).nextBytes(payload);
            for (int i = 0; i < ROUNDS; i++) {
                connect[i] = millis(CONNECTS, () -> builder.connect().close());
                try (BiSocketClient client = builder.connect()) {
                    small[i] = millis(SMALL, () -> client.request("echo", new byte[64]));
                    large[i] = millis(LARGE, () -> client.request("echo", payload));
                }
            }
        }
        log.info(
                "{}",
                String.format(
                        Locale.ROOT,
                        "%s: connect and close %.2f ms, request of 64 bytes %.0f us, 1 MiB there and back %.1f ms",
                        name,
                        median(connect),
                        median(small) * 1e3,
                        median(large)));
    }

    private static double millis(int times, Runnable task) {
        long began = System.nanoTime();
        for (int i = 0; i < times; i++) {
            task.run();
        }
        return (System.nanoTime() - began) / 1e6 / times;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static BiSocketServer.Builder server() {
        return BiSocketServer.builder()
                .port(0)
                .address("127.0.0.1")
                .key(KEY)
                .handler("echo", request -> request.reply(request.bytes()));
    }

    private static BiSocketClient.Builder client() {
        return BiSocketClient.builder().key(KEY).compression(Compression.none());
    }
}
