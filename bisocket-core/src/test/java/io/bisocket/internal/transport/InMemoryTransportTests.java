package io.bisocket.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import io.bisocket.BiSocketServer;
import io.bisocket.ConnectionLostException;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.HandshakeException;
import io.bisocket.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryTransportTests {

    private static final CryptoKey KEY =
            CryptoKey.of("in-memory-test-key-0123456789-ABCDEFGHIJKLM");

    private final Transport transport = Transport.inMemory();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenServerAndClientShareATransportTheyTalkWithoutAPort(boolean python) {
        server(python, "echo");
        BiSocketClient client = client(python, transport, "orders.example", 65432);

        byte[] payload = new byte[5_000_000];
        new Random(7).nextBytes(payload);

        assertThat(client.request("echo", payload)).isEqualTo(payload);
        assertThat(client.serverAddress()).hasToString("orders.example/<unresolved>:65432");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenTheClientClosesTheServerLosesNothing(boolean python) {
        BlockingQueue<String> handled = new LinkedBlockingQueue<>();
        BiSocketServer server =
                start(
                        builder(python)
                                .port(65432)
                                .handler("take", request -> handled.add(request.text())));
        BiSocketClient client = client(python, transport, "localhost", 65432);
        for (int i = 0; i < 100; i++) {
            client.send("take", String.valueOf(i).getBytes());
        }

        client.close();

        await().until(() -> server.clients().isEmpty());
        assertThat(handled).hasSize(100);
    }

    @Test
    void whenTheServerStopsItsClientHearsItAtOnce() {
        BiSocketServer server = server(false, "echo");
        BiSocketClient client = client(false, transport, "localhost", 65432);

        server.close();

        await().until(() -> !client.isConnected());
        assertThat(client.lastError()).isNotNull();
    }

    @Test
    void whenTransportsDifferTheirPortsDoToo() {
        server(false, "echo");
        BiSocketServer other = start(builder(false).transport(Transport.inMemory()).port(65432));

        assertThat(other.address()).hasToString("in-memory/127.0.0.1:65432");
        assertThatThrownBy(() -> client(false, Transport.inMemory(), "localhost", 65432))
                .isInstanceOf(ConnectionLostException.class)
                .hasMessage("cannot connect to localhost:65432: connection refused");
    }

    @Test
    void whenServersHaveNamesEachIsFoundUnderItsOwn() {
        start(builder(false).port(65432).handler("who", request -> request.reply(new byte[] {0})));
        start(
                builder(false)
                        .address("stock.example")
                        .port(65432)
                        .handler("who", request -> request.reply(new byte[] {1})));

        assertThat(client(false, transport, "stock.example", 65432).request("who", new byte[0]))
                .containsExactly(1);
        assertThat(client(false, transport, "orders.example", 65432).request("who", new byte[0]))
                .containsExactly(0);
    }

    @Test
    void whenAnyPortIsAskedForEachServerHasItsOwn() {
        BiSocketServer first = start(builder(false).port(0));
        BiSocketServer second = start(builder(false).port(0));

        assertThat(first.port()).isPositive().isNotEqualTo(second.port());
        assertThat(client(false, transport, "localhost", second.port()).isConnected()).isTrue();
    }

    @Test
    void whenAPortIsTakenTheServerSaysSo() {
        server(false, "echo");

        assertThatThrownBy(() -> start(builder(false).port(65432)))
                .isInstanceOf(BiSocketException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:65432: address already in use");
    }

    @Test
    void whenTheKeysDifferTheClientIsRefusedAsOverTcp() {
        server(false, "echo");

        assertThatThrownBy(
                        () ->
                                BiSocketClient.builder()
                                        .transport(transport)
                                        .key(
                                                CryptoKey.of(
                                                        "another-key-0123456789-ABCDEFGHIJKLMNOPQRS"))
                                        .connect())
                .isInstanceOf(HandshakeException.class)
                .hasMessageContaining("it holds another key or service name");
    }

    @Test
    void whenThePeerReadsNothingTheWriterWaits() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        start(
                builder(true)
                        .port(65432)
                        .handler(
                                "slow",
                                request -> {
                                    release.await();
                                    request.reply(request.bytes());
                                }));
        BiSocketClient client = client(true, transport, "localhost", 65432);
        List<CompletableFuture<byte[]>> replies = new ArrayList<>();

        for (int i = 0; i < 12; i++) {
            replies.add(client.requestAsync("slow", new byte[1_000_000]));
        }
        assertThat(replies).noneMatch(CompletableFuture::isDone);
        release.countDown();

        for (CompletableFuture<byte[]> reply : replies) {
            assertThat(reply.get(60, TimeUnit.SECONDS)).hasSize(1_000_000);
        }
    }

    @Test
    void whenATransportIsNoneOfOursItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BiSocketServer.builder().transport(new Transport() {}))
                .withMessageStartingWith(
                        "a transport must come from a method of Transport but was");
    }

    private BiSocketServer.Builder builder(boolean python) {
        BiSocketServer.Builder builder =
                BiSocketServer.builder()
                        .transport(transport)
                        .key(KEY)
                        .drainTimeout(Duration.ofSeconds(20));
        return python ? builder.python(Encryption.FASTER) : builder;
    }

    private BiSocketServer server(boolean python, String echo) {
        return start(
                builder(python)
                        .port(65432)
                        .handler(echo, request -> request.reply(request.bytes())));
    }

    private BiSocketServer start(BiSocketServer.Builder builder) {
        BiSocketServer server = builder.start();
        open.add(server);
        return server;
    }

    private BiSocketClient client(boolean python, Transport over, String host, int port) {
        BiSocketClient.Builder builder =
                BiSocketClient.builder().transport(over).key(KEY).address(host, port);
        BiSocketClient client = (python ? builder.python(Encryption.FASTER) : builder).connect();
        open.add(0, client);
        return client;
    }
}
