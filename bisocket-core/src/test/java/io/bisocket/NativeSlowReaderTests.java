package io.bisocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.internal.secure.FaultProxy;
import io.bisocket.internal.secure.FaultProxy.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client whose receive socket takes nothing: what it costs the server, and the others. */
@Timeout(60)
class NativeSlowReaderTests {

    private static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    private static final int OUTBOX = 1024 * 1024;
    private static final int PUSH = 8 * 1024;
    private static final Limits LIMITS = Limits.builder().maxOutboxBytes(OUTBOX).build();

    private static BiSocketServer server() {
        return BiSocketServer.builder()
                .address("127.0.0.1")
                .port(0)
                .key(KEY)
                .limits(LIMITS)
                .handler("echo", request -> request.reply(request.bytes()))
                .start();
    }

    private static BiSocketClient client(int port, UUID id, AtomicLong received) {
        return BiSocketClient.builder()
                .address("127.0.0.1", port)
                .key(KEY)
                .id(id)
                .onReceive(message -> received.addAndGet(message.bytes().length))
                .connect();
    }

    @Test
    void whenAClientDoesNotReadItHarmsItselfAlone() {
        UUID slowId = UUID.randomUUID();
        AtomicLong received = new AtomicLong();
        try (BiSocketServer server = server();
                FaultProxy proxy = FaultProxy.to("127.0.0.1", server.port());
                BiSocketClient slow = client(proxy.port(), slowId, received);
                BiSocketClient other = client(server.port(), UUID.randomUUID(), new AtomicLong())) {
            double before = medianMicros(other);
            proxy.pause(Direction.TO_CLIENT);

            List<CompletableFuture<RequestId>> pushes =
                    pushUntilFull(server.client(slowId).session().orElseThrow());
            double during = medianMicros(other);
            long waiting = pushes.stream().filter(push -> !push.isDone()).count() * PUSH;
            proxy.resume();

            System.out.printf(
                    "median of the others: %.0f us before, %.0f us during, ratio %.2f%n",
                    before, during, during / before);
            assertThat(waiting).isBetween((long) OUTBOX / 2, (long) OUTBOX);
            await().until(() -> pushes.stream().allMatch(CompletableFuture::isDone));
            await().until(() -> received.get() == succeeded(pushes) * PUSH);
            assertThat(slow.isConnected()).isTrue();
        }
    }

    @Test
    void whenThePolicyIsToDisconnectASlowReaderIsDisconnected() {
        UUID slowId = UUID.randomUUID();
        try (BiSocketServer server = server();
                FaultProxy proxy = FaultProxy.to("127.0.0.1", server.port());
                BiSocketClient slow = client(proxy.port(), slowId, new AtomicLong())) {
            proxy.pause(Direction.TO_CLIENT);
            ClientSession session = server.client(slowId).session().orElseThrow();
            await().pollInterval(1, TimeUnit.MILLISECONDS)
                    .until(
                            () -> {
                                session.method("news")
                                        .payload(new byte[PUSH])
                                        .whenFull(WhenFull.DISCONNECT)
                                        .sendAsync();
                                return !session.isOpen();
                            });
            proxy.resume();
            await().until(() -> server.clients().size() == 1 && slow.isConnected());
        }
    }

    /** Pushes until the server says that the outbox is full. */
    private static List<CompletableFuture<RequestId>> pushUntilFull(ClientSession session) {
        List<CompletableFuture<RequestId>> pushes = new ArrayList<>();
        while (pushes.stream().noneMatch(CompletableFuture::isCompletedExceptionally)) {
            assertThat(pushes).hasSizeLessThan(10_000);
            pushes.add(session.sendAsync("news", new byte[PUSH]));
        }
        pushes.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .forEach(
                        push ->
                                assertThatThrownBy(push::join)
                                        .isInstanceOf(CompletionException.class)
                                        .hasCauseInstanceOf(OutboxFullException.class)
                                        .hasMessageContaining("max-outbox-bytes"));
        return pushes;
    }

    private static long succeeded(List<CompletableFuture<RequestId>> pushes) {
        return pushes.stream().filter(push -> !push.isCompletedExceptionally()).count();
    }

    private static double medianMicros(BiSocketClient client) {
        long[] nanos = new long[1_000];
        for (int i = 0; i < nanos.length; i++) {
            long began = System.nanoTime();
            client.request("echo", new byte[64]);
            nanos[i] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e3;
    }
}
