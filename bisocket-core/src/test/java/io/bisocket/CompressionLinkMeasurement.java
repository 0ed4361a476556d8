package io.bisocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * How long 1 MiB takes from {@code request} to its empty reply over links of several speeds, in
 * each way of compression. No test of the build: it measures for two minutes or so, and prints a
 * table. The ways take turns, message by message; medians count.
 */
class CompressionLinkMeasurement {

    private static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    private static final int SIZE = 1024 * 1024;
    private static final int MB = 1_000_000;
    private static final int WARM_UP = 24;

    /** Messages that are not counted after the link has become slow: learning takes a second. */
    private static final int SETTLE = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ADAPTIVE = "adaptive";
    private static final String NONE = "none";

    @Test
    void measure() throws Exception {
        try (BiSocketServer server =
                        BiSocketServer.builder()
                                .address("127.0.0.1")
                                .port(0)
                                .key(KEY)
                                .handler("take", request -> request.bytes())
                                .start();
                SlowLink link = new SlowLink(server.port())) {
            for (int rate : new int[] {1, 10, 100, 0}) {
                int messages = rate == 1 ? 20 : 48;
                String name = rate == 0 ? "loopback" : rate + " MB/s";
                measure(link, rate * (long) MB, name + ", text", text(), fixed(), messages);
                measure(link, rate * (long) MB, name + ", noise", noise(), none(), messages);
            }
        }
    }

    private static Map<String, Compression> fixed() {
        Map<String, Compression> ways = new LinkedHashMap<>();
        for (String way : new String[] {"bzip2", "deflate", "lz4", "zstd"}) {
            try {
                ways.put(way, Compression.parse(way));
            } catch (BiSocketException e) {
                System.out.printf("without %s: %s%n", way, e.getMessage());
            }
        }
        return ways;
    }

    private static Map<String, Compression> none() {
        return new LinkedHashMap<>(Map.of(NONE, Compression.none()));
    }

    private static void measure(
            SlowLink link,
            long rate,
            String name,
            byte[] payload,
            Map<String, Compression> ways,
            int messages)
            throws IOException {
        ways.put(ADAPTIVE, Compression.adaptive());
        Map<String, BiSocketClient> clients = new LinkedHashMap<>();
        Map<String, double[]> millis = new LinkedHashMap<>();
        try {
            ways.forEach((way, compression) -> clients.put(way, client(link, compression)));
            link.rate(0);
            clients.values().forEach(client -> send(client, payload, WARM_UP));
            link.rate(rate);
            clients.values().forEach(client -> send(client, payload, SETTLE));
            clients.keySet().forEach(way -> millis.put(way, new double[messages]));
            for (int i = 0; i < messages; i++) {
                int index = i;
                clients.forEach((way, client) -> millis.get(way)[index] = send(client, payload, 1));
            }
        } finally {
            clients.values().forEach(BiSocketClient::close);
        }
        report(name, millis);
    }

    private static BiSocketClient client(SlowLink link, Compression compression) {
        return BiSocketClient.builder()
                .address("127.0.0.1", link.port())
                .key(KEY)
                .compression(compression)
                .requestTimeout(PATIENCE)
                .connect();
    }

    private static double send(BiSocketClient client, byte[] payload, int times) {
        long began = System.nanoTime();
        for (int i = 0; i < times; i++) {
            client.request("take", payload);
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private static void report(String name, Map<String, double[]> millis) {
        StringBuilder row = new StringBuilder("| " + name);
        double best = Double.MAX_VALUE;
        for (Map.Entry<String, double[]> way : millis.entrySet()) {
            double median = median(way.getValue());
            row.append(" | %s %.1f".formatted(way.getKey(), median));
            if (!way.getKey().equals(ADAPTIVE)) {
                best = Math.min(best, median);
            }
        }
        double later = median(millis.get(ADAPTIVE)) / best - 1;
        System.out.printf("%s | %+.1f %% |%n", row, 100 * later);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
    }

    /** Lines of JSON. */
    private static byte[] text() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        while (text.length() < SIZE) {
            text.append(
                    "{\"order\":%d,\"price\":%.2f,\"open\":%b,\"note\":\"none so far\"}%n"
                            .formatted(
                                    random.nextInt(1_000_000),
                                    random.nextDouble() * 1000,
                                    random.nextBoolean()));
        }
        return Arrays.copyOf(text.toString().getBytes(UTF_8), SIZE);
    }

    private static byte[] noise() {
        byte[] noise = new byte[SIZE];
        new Random(1).nextBytes(noise);
        return noise;
    }
}
