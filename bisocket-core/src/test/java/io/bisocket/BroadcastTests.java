package io.bisocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages of a server to many clients. */
@Timeout(60)
class BroadcastTests extends ServedClientsTest {

    @Test
    void whenSomebodyHasTwoClientsMessagesReachBoth() {
        BiSocketServer server =
                start(
                        server().authenticator(
                                        client ->
                                                () ->
                                                        client.id().getLeastSignificantBits() < 10
                                                                ? "anna"
                                                                : "ben"));
        connect(server, "phone", new UUID(0, 1));
        connect(server, "desk", new UUID(0, 2));
        connect(server, "other", new UUID(0, 20));

        assertThat(server.user("anna").count()).isEqualTo(2);
        assertThat(server.user("anna").method("alert").payload("you").send().join().accepted())
                .isEqualTo(2);
        await().untilAsserted(
                        () ->
                                assertThat(heard)
                                        .containsExactlyInAnyOrder("phone: you", "desk: you"));
        assertThat(server.user("nobody").members()).isEmpty();
    }

    @Test
    void whenOneClientDoesNotReadTheOthersGetEverything() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        BiSocketServer server =
                start(server().limits(Limits.builder().maxOutboxBytes(64 * 1024).build()));
        UUID slow =
                keep(client(server)
                                .limits(Limits.builder().maxQueuedRequests(1).build())
                                .asyncHandler(
                                        "alert",
                                        request -> {
                                            CompletableFuture<Void> done =
                                                    new CompletableFuture<>();
                                            new Thread(() -> release(stuck, done)).start();
                                            return done;
                                        })
                                .connect())
                        .id();
        UUID quick = connect(server, "quick").id();

        AtomicInteger accepted = new AtomicInteger();
        BroadcastResult last = null;
        byte[] payload = new byte[32 * 1024];
        for (int i = 0; last == null || !last.failures().containsKey(slow); i++) {
            CompletableFuture<BroadcastResult> sent =
                    server.all()
                            .method("alert")
                            .payload(payload)
                            .compression(Compression.none())
                            .send();
            int number = i + 1;
            await().until(() -> heard.size() >= number);
            if (sent.isDone()) {
                last = sent.join();
            }
            accepted.incrementAndGet();
        }

        assertThat(last.failures().get(slow)).isInstanceOf(OutboxFullException.class);
        assertThat(last.failures()).doesNotContainKey(quick);
        assertThat(heard).hasSize(accepted.get());
        stuck.countDown();
    }

    @Test
    void whenManyAreAddressedTheValueIsEncodedOnce() {
        AtomicInteger encoded = new AtomicInteger();
        BiSocketServer server = start(server().payloadCodec(new CountingCodec(encoded)));
        connect(server, "anna");
        connect(server, "ben");

        assertThat(server.all().method("alert").payload(List.of(1)).send().join().accepted())
                .isEqualTo(2);

        assertThat(encoded).hasValue(1);
    }

    @Test
    void whenInterceptorsAreThereTheySeeEachSend() {
        List<UUID> seen = new CopyOnWriteArrayList<>();
        BiSocketServer server =
                start(
                        server().interceptor(
                                        (CallInterceptor)
                                                call -> {
                                                    seen.add(((ClientSession) call.peer()).id());
                                                    call.header("trace", "42");
                                                }));
        UUID anna = connect(server, "anna").id();
        UUID ben = connect(server, "ben").id();

        server.all().method("alert").payload("x").send().join();

        assertThat(seen).containsExactlyInAnyOrder(anna, ben);
        await().until(() -> heard.contains("anna: x 42") && heard.contains("ben: x 42"));
    }

    private static void release(CountDownLatch latch, CompletableFuture<Void> done) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        done.complete(null);
    }

    private record CountingCodec(AtomicInteger encoded) implements PayloadCodec {

        @Override
        public byte[] encode(Object value) {
            encoded.incrementAndGet();
            return value.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> T decode(byte[] payload, Type type) {
            throw new UnsupportedOperationException("nothing is decoded here");
        }
    }
}
