package io.bisocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The two ends of this library against each other. */
class ClientServerTests {

    private static final CryptoKey KEY = CryptoKey.of("a key for both ends");
    private static final int THREADS = 16;
    private static final int REQUESTS = 50;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @ParameterizedTest
    @EnumSource(Encryption.class)
    void whenAMessageIsEchoedItComesBack(Encryption mode) {
        BiSocketServer server = start(server(mode));
        BiSocketClient client = connect(server, mode);

        assertThat(client.request("echo", "Grüße".getBytes(UTF_8)))
                .asString(UTF_8)
                .isEqualTo("Grüße");
        assertThat(client.request("echo", new byte[0])).isEmpty();
        assertThat(client.request("echo", List.of(1, 2), int[].class)).containsExactly(1, 2);
    }

    @ParameterizedTest
    @EnumSource(Encryption.class)
    void whenAMessageIsLargeItComesBackWhole(Encryption mode) {
        byte[] payload = new byte[5 * 1024 * 1024];
        new Random(1).nextBytes(payload);
        BiSocketServer server = start(server(mode));
        BiSocketClient client = connect(server, mode);

        assertThat(client.request("echo", payload)).isEqualTo(payload);
    }

    @Test
    void whenAMessageIsOverTheLimitTheConnectionGoesOn() {
        BiSocketServer server = start(server(Encryption.FASTER));
        BiSocketClient client = connect(server, Encryption.FASTER);
        int limit = Limits.defaults().maxMessageSize();

        for (int size : new int[] {limit + 1, limit, limit - 60}) {
            assertThatThrownBy(() -> client.request("echo", new byte[size]))
                    .isInstanceOf(PayloadTooLargeException.class)
                    .hasMessageContaining("max-message-size");
        }

        assertThat(client.request("echo", new byte[] {1})).containsExactly(1);
    }

    @Test
    void whenManyThreadsAskEachGetsItsOwnReplies() {
        BiSocketServer server = start(server(Encryption.FASTER));
        BiSocketClient client = connect(server, Encryption.FASTER);
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String name = "thread " + i;
            threads.add(
                    CompletableFuture.runAsync(
                            () -> ask(client, name), task -> new Thread(task).start()));
        }

        threads.forEach(CompletableFuture::join);
    }

    @Test
    void whenTheHandlerFailsTheCallerIsTold() {
        BiSocketServer server = start(server(Encryption.FASTER));
        BiSocketClient client = connect(server, Encryption.FASTER);

        assertThatThrownBy(() -> client.request("fail", new byte[0]))
                .isInstanceOfSatisfying(
                        RemoteHandlerException.class,
                        e -> assertThat(e.failure().method()).isEqualTo("fail"))
                .hasMessageContaining("no good");
        assertThatThrownBy(() -> client.request("nothing", new byte[0]))
                .isInstanceOfSatisfying(
                        NoHandlerException.class, e -> assertThat(e.method()).isEqualTo("nothing"));
    }

    @Test
    void whenTheHandlerRepliesOftenTheReceiverGetsTheRest() throws Exception {
        BiSocketServer server = start(server(Encryption.FASTER));
        BiSocketClient client = connect(server, Encryption.FASTER);

        assertThat(client.request("ticks", new byte[0])).asString(UTF_8).isEqualTo("0");

        assertThat(received.poll(20, TimeUnit.SECONDS).text()).isEqualTo("1");
        assertThat(received.poll(20, TimeUnit.SECONDS).text()).isEqualTo("2");
    }

    @Test
    void whenTheKeysDifferThatIsSaid() {
        BiSocketServer server = start(server(Encryption.FASTER));

        assertThatThrownBy(
                        () ->
                                client(server, Encryption.FASTER)
                                        .key(CryptoKey.of("another"))
                                        .connect())
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("another key (CRYPTO_KEY)");
        assertThatThrownBy(() -> client(server, Encryption.SECURE).connect())
                .isExactlyInstanceOf(HandshakeException.class)
                .hasMessageContaining("uses encryption 'faster' but this client uses 'secure'");
    }

    @Test
    void whenTheServerIsRestartedTheClientComesBack() {
        BiSocketServer first = start(server(Encryption.FASTER));
        BiSocketClient client =
                register(
                        client(first, Encryption.FASTER)
                                .reconnect(
                                        Reconnect.backoff(
                                                Duration.ofMillis(5), Duration.ofMillis(50)))
                                .connect());
        assertThat(client.request("echo", new byte[] {1})).containsExactly(1);

        first.close();
        await().until(() -> !client.isConnected());
        assertThatThrownBy(() -> client.request("echo", new byte[] {2}))
                .isInstanceOf(NotConnectedException.class);
        start(server(Encryption.FASTER).port(first.port()));

        await().until(client::isConnected);
        assertThat(client.request("echo", new byte[] {3})).containsExactly(3);
    }

    @Test
    void whenTheServerStopsAcceptedRequestsAreAnswered() {
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        CompletableFuture<Void> entered = new CompletableFuture<>();
        BiSocketServer server =
                start(
                        server(Encryption.FASTER)
                                .handler(
                                        "slow",
                                        request -> {
                                            entered.complete(null);
                                            goOn.join();
                                            request.reply("done".getBytes(UTF_8));
                                        }));
        BiSocketClient client = connect(server, Encryption.FASTER);
        CompletableFuture<byte[]> reply = client.requestAsync("slow", new byte[0]);
        entered.join();

        CompletableFuture<Void> stopped = server.stop();
        goOn.complete(null);

        assertThat(reply.join()).asString(UTF_8).isEqualTo("done");
        stopped.join();
        await().until(() -> !client.isConnected());
        assertThat(client.lastError()).hasMessageContaining("closed the connection");
    }

    @Test
    void whenTheClientClosesTheServerForgetsIt() {
        BiSocketServer server = start(server(Encryption.FASTER));
        BiSocketClient client = connect(server, Encryption.FASTER);
        assertThat(server.client(client.id()).session()).isPresent();

        client.close();

        await().until(() -> server.clients().isEmpty());
    }

    @Test
    void whenAnIdIsTakenTheSecondClientIsRefused() {
        BiSocketServer server = start(server(Encryption.FASTER));
        BiSocketClient first = connect(server, Encryption.FASTER);

        assertThatThrownBy(() -> client(server, Encryption.FASTER).id(first.id()).connect())
                .isInstanceOf(BiSocketException.class);

        assertThat(first.request("echo", new byte[] {1})).containsExactly(1);
    }

    private static void ask(BiSocketClient client, String name) {
        for (int i = 0; i < REQUESTS; i++) {
            String text = name + "/" + i;
            assertThat(client.request("echo", text.getBytes(UTF_8)))
                    .asString(UTF_8)
                    .isEqualTo(text);
        }
    }

    private static BiSocketServer.Builder server(Encryption mode) {
        return BiSocketServer.builder()
                .address("127.0.0.1")
                .port(0)
                .key(KEY)
                .python(mode)
                .handler("echo", request -> request.reply(request.bytes()))
                .handler(
                        "ticks",
                        request -> {
                            for (int i = 0; i < 3; i++) {
                                request.reply(("" + i).getBytes(UTF_8));
                            }
                        })
                .handler(
                        "fail",
                        request -> {
                            throw new IllegalStateException("no good");
                        });
    }

    private BiSocketServer start(BiSocketServer.Builder builder) {
        return register(builder.start());
    }

    private BiSocketClient connect(BiSocketServer server, Encryption mode) {
        return register(client(server, mode).connect());
    }

    private BiSocketClient.Builder client(BiSocketServer server, Encryption mode) {
        return BiSocketClient.builder()
                .address("127.0.0.1", server.port())
                .key(KEY)
                .python(mode)
                .reconnect(Reconnect.never())
                .onReceive(received::add);
    }

    private <T extends AutoCloseable> T register(T opened) {
        open.add(opened);
        return opened;
    }
}
