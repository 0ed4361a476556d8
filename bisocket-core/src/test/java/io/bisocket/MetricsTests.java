package io.bisocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What metrics at both ends of real connections are told. */
@Timeout(60)
class MetricsTests {

    private static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    private static final CryptoKey OTHER =
            CryptoKey.of("ff112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");

    private final List<AutoCloseable> open = new ArrayList<>();
    private final CountingMetrics atServer = new CountingMetrics();
    private final CountingMetrics atClient = new CountingMetrics();
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void closeAll() throws Exception {
        mayEnd.countDown();
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @Test
    void whenMessagesPassBothEndsCountThem() throws Exception {
        BiSocketServer server = server(builder -> builder);
        BiSocketClient client = client(server, builder -> builder.handler("own", r -> r.reply("")));

        client.request("echo", bytes("12345"));
        client.send("echo", bytes("123"));
        assertThatThrownBy(() -> client.request("fail", new byte[0]))
                .isInstanceOf(RemoteHandlerException.class);
        CompletableFuture<Void> end = new CompletableFuture<>();
        client.method("list").stream(String.class).subscribe(new Drain(end));
        end.join();
        server.client(client.id()).session().orElseThrow().request("own", bytes("push"));

        await().untilAsserted(
                        () -> {
                            for (String type : List.of("REQUEST", "SEND", "STREAM", "REPLY")) {
                                assertSame(type);
                            }
                            assertSame("FAILURE");
                        });
        assertThat(atClient.count("sent REQUEST")).isEqualTo(2);
        assertThat(atClient.count("sent SEND")).isEqualTo(1);
        assertThat(atClient.count("received FAILURE")).isEqualTo(1);
        assertThat(atClient.count("received REPLY")).isEqualTo(2 + 3);
        assertThat(atServer.count("sent bytes")).isEqualTo(atClient.count("received bytes"));
        assertThat(atServer.count("received bytes")).isEqualTo(5 + 3);
        assertThat(atClient.count("called echo REQUEST null")).isEqualTo(1);
        assertThat(atClient.count("called list STREAM null")).isEqualTo(1);
        assertThat(atClient.count("called fail REQUEST HANDLER_FAILED")).isEqualTo(1);
        assertThat(atServer.count("called own REQUEST null")).isEqualTo(1);
        assertThat(atServer.count("handled echo REQUEST null")).isEqualTo(1);
        assertThat(atServer.count("handled echo SEND null")).isEqualTo(1);
        assertThat(atServer.count("handled fail REQUEST HANDLER_FAILED")).isEqualTo(1);
        assertThat(atServer.count("handled list STREAM null")).isEqualTo(1);
        assertThat(atClient.count("handled own REQUEST null")).isEqualTo(1);
        assertThat(atServer.count("handled nanos")).isPositive();
        assertThat(atClient.count("called nanos")).isPositive();
    }

    private void assertSame(String type) {
        assertThat(atServer.count("received " + type)).isEqualTo(atClient.count("sent " + type));
        assertThat(atServer.count("sent " + type)).isEqualTo(atClient.count("received " + type));
    }

    @Test
    void whenPayloadsAreCompressedBothSizesAreTold() {
        BiSocketServer server = server(builder -> builder);
        BiSocketClient client =
                client(server, builder -> builder.compression(Compression.deflate()));

        client.method("size").payload("a".repeat(1_000_000)).retrieve();

        assertThat(atClient.count("sent bytes")).isEqualTo(1_000_000);
        assertThat(atClient.count("sent packed")).isBetween(1L, 100_000L);
        assertThat(atServer.count("received bytes")).isEqualTo(1_000_000);
        assertThat(atServer.count("received packed")).isEqualTo(atClient.count("sent packed"));
    }

    @Test
    void whenNobodyHandlesAMethodItIsOneOfTheOthers() {
        BiSocketServer server = server(builder -> builder);
        BiSocketClient client = client(server, builder -> builder);

        for (String method : List.of("a", "b", "c")) {
            assertThatThrownBy(() -> client.request(method, new byte[0]))
                    .isInstanceOf(NoHandlerException.class);
        }

        await().until(() -> atServer.count("handled * REQUEST NO_HANDLER") == 3);
        assertThat(atServer.toString()).doesNotContain("handled a");
    }

    @Test
    void whenSessionsComeAndGoBothEndsCountThem() {
        BiSocketServer server = server(builder -> builder);
        BiSocketClient client =
                client(
                        server,
                        builder ->
                                builder.reconnect(
                                        Reconnect.backoff(
                                                Duration.ofMillis(10), Duration.ofMillis(20))));

        server.client(client.id()).session().orElseThrow().disconnect();
        await().until(() -> atClient.count("reconnected") == 1);
        await().until(client::isConnected);
        client.close();

        await().until(() -> atServer.count("closed native null") == 2);
        assertThat(atServer.count("opened native")).isEqualTo(2);
        assertThat(atClient.count("opened native")).isEqualTo(2);
        assertThat(atClient.count("closed native null")).isEqualTo(2);
        assertThat(atClient.toString()).doesNotContain("lost");
        assertThat(atServer.toString()).doesNotContain("lost");
    }

    @Test
    void whenAKeyIsWrongBothEndsCountIt() {
        BiSocketServer server = server(builder -> builder);

        assertThatThrownBy(() -> client(server, builder -> builder.key(OTHER)))
                .isInstanceOf(BiSocketException.class);

        await().until(() -> atServer.count("refused handshake") > 0);
        assertThat(atClient.toString()).contains("connect failed");
        assertThat(atServer.count("opened native")).isZero();
    }

    @Test
    void whenThereAreTooManyConnectionsTheyAreCounted() {
        BiSocketServer server =
                server(builder -> builder.limits(Limits.builder().maxConnections(2).build()));
        client(server, builder -> builder);

        assertThatThrownBy(() -> client(server, builder -> builder))
                .isInstanceOf(BiSocketException.class);

        await().until(() -> atServer.count("refused max-connections") > 0);
    }

    @Test
    void whenAnIdIsTakenTheOtherIsCounted() {
        BiSocketServer server = server(builder -> builder);
        BiSocketClient first = client(server, builder -> builder);

        assertThatThrownBy(() -> client(server, builder -> builder.id(first.id())))
                .isInstanceOf(BiSocketException.class);

        assertThat(atServer.count("refused client-id-in-use")).isPositive();
    }

    @Test
    void whenTheServerGrantsNoMoreTheStallIsCounted() {
        BiSocketServer server =
                server(
                        builder ->
                                builder.limits(Limits.builder().maxQueuedRequests(2).build())
                                        .handler("slow", request -> mayEnd.await()));
        BiSocketClient client = client(server, builder -> builder);

        for (int i = 0; i < 20; i++) {
            client.requestAsync("slow", new byte[0]);
        }

        await().until(() -> atClient.count("stalled") > 0);
        mayEnd.countDown();
        assertThat(atClient.count("stalled")).isLessThanOrEqualTo(20);
    }

    @Test
    void whenThePythonFormatIsSpokenItCountsAsWell() {
        BiSocketServer server = server(builder -> builder.python(Encryption.SECURE));
        BiSocketClient client = client(server, builder -> builder.python(Encryption.SECURE));

        client.request("echo", bytes("12345"));

        await().until(() -> atServer.count("sent REPLY") == 1);
        assertThat(atServer.count("received SEND")).isEqualTo(1);
        assertThat(atServer.count("received bytes")).isEqualTo(5);
        assertThat(atClient.count("sent REQUEST")).isEqualTo(1);
        assertThat(atClient.count("received REPLY")).isEqualTo(1);
        assertThat(atClient.count("called echo REQUEST null")).isEqualTo(1);
        assertThat(atServer.count("opened python/secure")).isEqualTo(1);
    }

    @Test
    void whenASessionIsLookedAtItTellsItsFigures() {
        BiSocketServer server =
                server(builder -> builder.handler("slow", request -> mayEnd.await()));
        BiSocketClient client = client(server, builder -> builder);
        ClientSession session = server.client(client.id()).session().orElseThrow();

        client.request("echo", bytes("12345"));
        client.requestAsync("slow", bytes("123"));
        session.requestAsync("never", new byte[0]);

        await().until(() -> session.stats().requestsRunning() == 1);
        SessionStats stats = session.stats();
        assertThat(stats.messagesReceived()).isBetween(2L, 3L);
        assertThat(stats.bytesReceived()).isGreaterThanOrEqualTo(8);
        assertThat(stats.messagesSent()).isPositive();
        assertThat(stats.bytesSent()).isGreaterThanOrEqualTo(5);
        assertThat(stats.requestBytes()).isEqualTo(3);
        assertThat(stats.requestsWaiting()).isZero();
        assertThat(stats.sockets()).containsExactlyInAnyOrder(SocketRole.values());
        assertThat(stats.outboxBytes()).isNotNegative();
        assertThat(stats.pendingCalls()).isBetween(0, 1);
    }

    private BiSocketServer server(UnaryOperator<BiSocketServer.Builder> more) {
        BiSocketServer.Builder builder =
                BiSocketServer.builder()
                        .address("127.0.0.1")
                        .port(0)
                        .key(KEY)
                        .metrics(atServer)
                        .handler("echo", request -> request.reply(request.bytes()))
                        .handler("size", request -> request.reply("" + request.bytes().length))
                        .handler(
                                "list",
                                request -> {
                                    for (String item : List.of("\"a\"", "\"b\"", "\"c\"")) {
                                        request.reply(item);
                                    }
                                })
                        .handler(
                                "fail",
                                request -> {
                                    throw new IllegalStateException("expected here");
                                });
        BiSocketServer server = more.apply(builder).start();
        open.add(server);
        return server;
    }

    private BiSocketClient client(
            BiSocketServer server, UnaryOperator<BiSocketClient.Builder> more) {
        BiSocketClient.Builder builder =
                BiSocketClient.builder()
                        .address("127.0.0.1", server.port())
                        .key(KEY)
                        .metrics(atClient);
        BiSocketClient client = more.apply(builder).connect();
        open.add(client);
        return client;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Takes everything. */
    private record Drain(CompletableFuture<Void> end) implements Flow.Subscriber<String> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String item) {}

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            end.complete(null);
        }
    }
}
