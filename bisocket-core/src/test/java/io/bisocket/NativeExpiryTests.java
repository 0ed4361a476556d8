package io.bisocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Keys that expire under load, once a second, and clients that get the next one only afterwards: by
 * turns an old key reaches its end, and a ring comes in which it has reached it. {@code
 * -Dbisocket.rotation.seconds} says for how long.
 */
@Timeout(180)
class NativeExpiryTests {

    private static final int ROTATIONS = Integer.getInteger("bisocket.rotation.seconds", 3);
    private static final int CALLERS = 3;
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration BEFORE_EXPIRY = Duration.ofMillis(200);
    private static final Duration BEFORE_THE_CLIENT_KNOWS = Duration.ofMillis(600);

    private final AtomicBoolean going = new AtomicBoolean(true);
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger pushes = new AtomicInteger();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    private static CryptoKey key(int number) {
        return CryptoKey.of("%064x".formatted(0xFEDCBA + number));
    }

    private static String name(int number) {
        return "key-" + number;
    }

    private static BiSocketServer server() {
        return BiSocketServer.builder()
                .address("127.0.0.1")
                .port(0)
                .keys(KeyRing.builder().key(name(0), key(0)).build())
                .handler("echo", request -> request.reply(request.bytes()))
                .start();
    }

    private static BiSocketClient client(BiSocketServer server) {
        return BiSocketClient.builder()
                .address("127.0.0.1", server.port())
                .key(name(0), key(0))
                .handler("echo", request -> request.reply(request.bytes()))
                .connect();
    }

    @Test
    void whenKeysExpireUnderLoadNoCallFails() throws Exception {
        try (BiSocketServer server = server();
                BiSocketClient client = client(server)) {
            ClientSession session = server.client(client.id()).session().orElseThrow();
            List<CompletableFuture<Void>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(calling(client, requests));
            }
            callers.add(calling(session, pushes));
            for (int i = 1; i <= ROTATIONS; i++) {
                rotate(server, client, i);
            }
            going.set(false);
            for (CompletableFuture<Void> caller : callers) {
                caller.get(10, TimeUnit.SECONDS);
            }
            System.out.printf(
                    "%d requests and %d requests of the server during %d expiries%n",
                    requests.get(), pushes.get(), ROTATIONS);
            assertThat(requests.get()).isGreaterThan(ROTATIONS);
            assertThat(pushes.get()).isGreaterThan(ROTATIONS);
            assertThat(server.clients()).hasSize(1);
        } finally {
            going.set(false);
            clock.shutdownNow();
        }
    }

    private CompletableFuture<Void> calling(Peer peer, AtomicInteger calls) {
        return CompletableFuture.runAsync(
                () -> {
                    while (going.get()) {
                        String text = "call " + calls.incrementAndGet();
                        assertThat(peer.method("echo").payload(text.getBytes(UTF_8)).retrieve())
                                .asString(UTF_8)
                                .isEqualTo(text);
                    }
                },
                task -> new Thread(task).start());
    }

    private void rotate(BiSocketServer server, BiSocketClient client, int number) throws Exception {
        CompletableFuture<Void> over = later(PERIOD);
        CompletableFuture<Void> known = later(BEFORE_THE_CLIENT_KNOWS);
        boolean byItself = number % 2 == 0;
        Instant end = Instant.now().plus(byItself ? BEFORE_EXPIRY : Duration.ofSeconds(-1));
        server.keys(ring(number, end)).get(10, TimeUnit.SECONDS);
        known.get(10, TimeUnit.SECONDS);
        client.key(name(number), key(number)).get(10, TimeUnit.SECONDS);
        server.keys(KeyRing.builder().key(name(number), key(number)).build())
                .get(10, TimeUnit.SECONDS);
        over.get(10, TimeUnit.SECONDS);
    }

    private static KeyRing ring(int number, Instant formerEnds) {
        return KeyRing.builder()
                .key(name(number - 1), key(number - 1), former -> former.notAfter(formerEnds))
                .key(name(number), key(number))
                .build();
    }

    private CompletableFuture<Void> later(Duration delay) {
        CompletableFuture<Void> later = new CompletableFuture<>();
        clock.schedule(() -> later.complete(null), delay.toMillis(), TimeUnit.MILLISECONDS);
        return later;
    }
}
