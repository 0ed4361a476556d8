package io.bisocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys that are replaced while calls are under way. */
@Timeout(60)
class NativeRotationTests {

    private static final int ROTATIONS = 10;
    private static final int CALLERS = 3;

    private static CryptoKey key(int number) {
        return CryptoKey.of("%064x".formatted(0xABCDEF + number));
    }

    private static KeyRing ring(int... numbers) {
        KeyRing.Builder ring = KeyRing.builder();
        for (int number : numbers) {
            ring.key("key-" + number, key(number));
        }
        return ring.build();
    }

    private static BiSocketServer server() {
        return BiSocketServer.builder()
                .address("127.0.0.1")
                .port(0)
                .keys(ring(0))
                .handler("echo", request -> request.reply(request.bytes()))
                .start();
    }

    private static BiSocketClient client(BiSocketServer server) {
        return BiSocketClient.builder()
                .address("127.0.0.1", server.port())
                .key("key-0", key(0))
                .connect();
    }

    @Test
    void whenKeysAreReplacedNoCallFails() throws Exception {
        AtomicBoolean going = new AtomicBoolean(true);
        AtomicInteger calls = new AtomicInteger();
        try (BiSocketServer server = server();
                BiSocketClient client = client(server)) {
            List<CompletableFuture<Void>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(
                        CompletableFuture.runAsync(
                                () -> {
                                    while (going.get()) {
                                        String text = "call " + calls.incrementAndGet();
                                        assertThat(client.request("echo", text.getBytes(UTF_8)))
                                                .asString(UTF_8)
                                                .isEqualTo(text);
                                    }
                                },
                                task -> new Thread(task).start()));
            }
            for (int i = 1; i <= ROTATIONS; i++) {
                server.keys(ring(i - 1, i)).get(10, TimeUnit.SECONDS);
                client.key("key-" + i, key(i)).get(10, TimeUnit.SECONDS);
                server.keys(ring(i)).get(10, TimeUnit.SECONDS);
            }
            going.set(false);
            for (CompletableFuture<Void> caller : callers) {
                caller.get(10, TimeUnit.SECONDS);
            }
            System.out.printf("%d calls during %d rotations%n", calls.get(), ROTATIONS);
            assertThat(calls.get()).isGreaterThan(ROTATIONS);
            assertThat(server.clients()).hasSize(1);
        }
    }

    @Test
    void whenTheServerDoesNotHaveTheKeyYetTheOldSessionGoesOn() throws Exception {
        try (BiSocketServer server = server();
                BiSocketClient client = client(server)) {
            CompletableFuture<Void> rotated = client.key("key-1", key(1));
            assertThat(client.request("echo", "still".getBytes(UTF_8)))
                    .asString(UTF_8)
                    .isEqualTo("still");
            server.keys(ring(0, 1)).get(10, TimeUnit.SECONDS);
            rotated.get(20, TimeUnit.SECONDS);
            server.keys(ring(1)).get(10, TimeUnit.SECONDS);
            assertThat(client.request("echo", "new".getBytes(UTF_8)))
                    .asString(UTF_8)
                    .isEqualTo("new");
        }
    }

    @Test
    void whenAKeyIsRevokedWhatIsUnderWayIsLost() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Void> never = new CompletableFuture<>();
        try (BiSocketServer server =
                        BiSocketServer.builder()
                                .address("127.0.0.1")
                                .port(0)
                                .keys(ring(0))
                                .asyncHandler(
                                        "never",
                                        request -> {
                                            asked.complete(null);
                                            return never;
                                        })
                                .start();
                BiSocketClient client = client(server)) {
            CompletableFuture<byte[]> pending = client.requestAsync("never", new byte[0]);
            asked.get(10, TimeUnit.SECONDS);
            server.keys(ring(1)).get(10, TimeUnit.SECONDS);
            assertThatThrownBy(() -> pending.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SessionLostException.class)
                    .hasMessageContaining("KEY_REVOKED");
            never.complete(null);
        }
    }
}
