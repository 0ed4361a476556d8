package io.bisocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Small requests while 64 MiB go the same way: how much longer they take than on an idle
 * connection. One round may meet anything that the machine does beside it, so the median of several
 * counts. All are printed; {@code -Dbisocket.transfer.rounds} says how many there are.
 */
@Timeout(240)
class NativeTransferTests {

    private static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    private static final int ROUNDS = Integer.getInteger("bisocket.transfer.rounds", 5);
    private static final double LIMIT = 20;
    private static final int SMALL = 200;
    private static final int LARGE = 16;
    private static final byte[] PAYLOAD = new byte[4 * 1024 * 1024];
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static {
        new Random(1).nextBytes(PAYLOAD);
    }

    @Test
    void whenMuchIsTransferredSmallRequestsDoNotWaitForIt() throws Exception {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        try (BiSocketServer server =
                        BiSocketServer.builder()
                                .address("127.0.0.1")
                                .port(0)
                                .key(KEY)
                                .asyncHandler("echo", request -> request.reply(request.bytes()))
                                .handler("swallow", request -> {})
                                .handler("first", request -> answered.get(60, TimeUnit.SECONDS))
                                .handler("second", request -> answered.complete(null))
                                .start();
                BiSocketClient client =
                        BiSocketClient.builder()
                                .address("127.0.0.1", server.port())
                                .key(KEY)
                                .compression(Compression.none())
                                .connect()) {
            measure(client, 5 * SMALL);
            double[] ratios = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                ratios[round] = round(client);
            }
            Arrays.sort(ratios);
            assertThat(answered).isCompleted();
            assertThat(ratios[ROUNDS / 2])
                    .as("median of %s", Arrays.toString(ratios))
                    .isLessThan(LIMIT);
        }
    }

    private static double round(BiSocketClient client) throws Exception {
        long[] idle = measure(client, SMALL);
        CompletableFuture<byte[]> first = client.requestAsync("first", new byte[64], PATIENCE);
        long began = System.nanoTime();
        CompletableFuture<?> transfer = transfer(client);
        CompletableFuture<byte[]> second = client.requestAsync("second", new byte[64], PATIENCE);
        long[] loaded = measure(client, SMALL);
        boolean during = !transfer.isDone();
        second.get(60, TimeUnit.SECONDS);
        first.get(60, TimeUnit.SECONDS);
        transfer.get(60, TimeUnit.SECONDS);
        double ratio = (double) p99(loaded) / p99(idle);
        System.out.printf(
                "idle %s, during the transfer %s, ratio of p99 %.1f; 64 MiB took %d ms,%s longer"
                        + " than all small requests%n",
                show(idle),
                show(loaded),
                ratio,
                (System.nanoTime() - began) / 1_000_000,
                during ? "" : " not");
        return ratio;
    }

    private static CompletableFuture<?> transfer(BiSocketClient client) {
        CompletableFuture<?>[] large = new CompletableFuture<?>[LARGE];
        for (int i = 0; i < LARGE; i++) {
            large[i] =
                    client.method("swallow")
                            .payload(PAYLOAD)
                            .timeout(PATIENCE)
                            .whenFull(WhenFull.WAIT)
                            .retrieveAsync();
        }
        return CompletableFuture.allOf(large);
    }

    /** How long so many requests take, which begin a tenth of a millisecond apart. */
    private static long[] measure(BiSocketClient client, int count) throws Exception {
        long[] nanos = new long[count];
        List<CompletableFuture<?>> requests = new ArrayList<>();
        long next = System.nanoTime();
        for (int i = 0; i < count; i++) {
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(10_000);
            }
            next = System.nanoTime() + 100_000;
            int index = i;
            long began = System.nanoTime();
            requests.add(
                    client.requestAsync("echo", new byte[64], PATIENCE)
                            .thenRun(() -> nanos[index] = System.nanoTime() - began));
        }
        CompletableFuture.allOf(requests.toArray(CompletableFuture[]::new))
                .get(60, TimeUnit.SECONDS);
        Arrays.sort(nanos);
        return nanos;
    }

    private static long p99(long[] nanos) {
        return nanos[nanos.length * 99 / 100];
    }

    private static String show(long[] nanos) {
        return "p50 %d us p99 %d us".formatted(nanos[nanos.length / 2] / 1000, p99(nanos) / 1000);
    }
}
