package io.bisocket.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.AuthenticationFailedException;
import io.bisocket.BiSocketClient;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.HandshakeException;
import io.bisocket.Message;
import io.bisocket.RemoteHandlerException;
import io.bisocket.RequestId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The client against the genuine Python server, in every mode, on threads and on asyncio. */
@ParameterizedClass(name = "{0}, {1}")
@MethodSource("servers")
class PythonClientInteropTests {

    private static final CryptoKey KEY = CryptoKey.of("a key for both");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CLIENTS = 50;
    private static final int REQUESTS = 200;

    /** What stands in the way of a naive reader: the tokens, and tails that begin one. */
    private static final List<String> AWKWARD =
            List.of(
                    "|[-_-]|",
                    "|(---)|",
                    "|{***}|",
                    "a|[-_-]|b|(---)|c|{***}|d",
                    "|[-_-]||[-_-]|",
                    "ok",
                    "__close__",
                    "r",
                    "b",
                    "tail |",
                    "tail |[",
                    "tail |[-",
                    "tail |[-_",
                    "tail |[-_-",
                    "tail |(",
                    "tail |(---)",
                    "tail |{***}",
                    "tail |{***",
                    "\r\n\0");

    private static @Nullable PythonProcess server;
    private static int port;
    private static int failures;

    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    private final String kind;
    private final Encryption mode;
    private @Nullable BiSocketClient client;

    PythonClientInteropTests(String kind, Encryption mode) {
        this.kind = kind;
        this.mode = mode;
    }

    static Stream<Arguments> servers() {
        return Stream.of("sync", "async")
                .flatMap(
                        kind ->
                                Arrays.stream(Encryption.values())
                                        .map(mode -> Arguments.of(kind, mode)));
    }

    @BeforeParameterizedClassInvocation
    static void startServer(String kind, Encryption mode) {
        failures = 0;
        server = null;
        server =
                GenuinePython.orSkip()
                        .start(
                                "/interop/server.py",
                                Map.of(
                                        CryptoKey.ENVIRONMENT_VARIABLE,
                                        KEY.exposeSecret(),
                                        Encryption.ENVIRONMENT_VARIABLE,
                                        mode.wireName()),
                                kind);
        String line = server.awaitLine(text -> text.startsWith("PORT "), PATIENCE);
        port = Integer.parseInt(line.substring("PORT ".length()));
    }

    @AfterParameterizedClassInvocation
    static void stopServer() {
        if (server == null) {
            return;
        }
        server.endInput();
        assertThat(server.awaitExit(PATIENCE)).isZero();
        server.close();
        assertThat(occurrences("Traceback")).as(server::toString).isEqualTo(failures);
    }

    @AfterEach
    void closeClient() {
        if (client != null) {
            client.close();
        }
    }

    @Test
    void whenItIsAskedTheServerAnswers() {
        client = connect();

        assertThat(client.request("ping", new byte[0])).asString(UTF_8).isEqualTo("pong");
        assertThat(client.request("echo", "Grüße ☃".getBytes(UTF_8)))
                .asString(UTF_8)
                .isEqualTo("Grüße ☃");
        assertThat(client.request("echo", List.of("a", 1), Object[].class)).containsExactly("a", 1);
    }

    @Test
    void whenThePayloadIsEmptySoIsTheReply() {
        client = connect();

        assertThat(client.request("echo", new byte[0])).isEmpty();
    }

    @Test
    void whenThePayloadIsLargeItArrivesWhole() {
        byte[] payload = new byte[5 * 1024 * 1024];
        new Random(1).nextBytes(payload);
        client = connect();

        assertThat(client.request("echo", payload)).isEqualTo(payload);
    }

    @Test
    void whenThePayloadLooksLikeFramingItArrivesWhole() {
        client = connect();

        for (String payload : AWKWARD) {
            assertThat(client.request("echo", payload.getBytes(UTF_8)))
                    .asString(UTF_8)
                    .isEqualTo(payload);
        }
        assertThat(client.request("ping", new byte[0])).asString(UTF_8).isEqualTo("pong");
    }

    @Test
    void whenTheMethodNameIsNotAsciiItIsUnderstood() {
        client = connect();

        assertThat(client.request("grüße.☃/日本語 🎉", new byte[] {1})).containsExactly(1);
    }

    @Test
    void whenTheHandlerRaisesTheCallerIsToldAndTheConnectionGoesOn() {
        client = connect();
        failures++;

        assertThatThrownBy(() -> client.request("fail", new byte[0]))
                .isInstanceOf(RemoteHandlerException.class)
                .hasMessage("ValueError handling 'fail': no good");

        assertThat(client.request("ping", new byte[0])).asString(UTF_8).isEqualTo("pong");
    }

    @Test
    void whenTheHandlerRepliesSeveralTimesTheReceiverGetsThem() throws Exception {
        client = connect();

        RequestId id = client.send("ticks", "3");

        for (String tick : List.of("0", "1", "2")) {
            Message message = received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(message.requestId()).isEqualTo(id);
            assertThat(message.text()).isEqualTo(tick);
        }
    }

    @Test
    void whenManyCallsAreUnacknowledgedTheServerHandlesEachInOrder() throws Exception {
        client = connect();
        List<CompletableFuture<RequestId>> sent = new ArrayList<>();
        int count = 1_000;
        for (int i = 0; i < count; i++) {
            sent.add(client.sendAsync("echo", pipelined(i)));
        }

        for (int i = 0; i < count; i++) {
            Message reply = received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(reply.requestId()).isEqualTo(sent.get(i).join());
            assertThat(reply.bytes()).isEqualTo(pipelined(i));
        }
    }

    @Test
    void whenClosedWithCallsUnacknowledgedTheServerHandlesThemBeforeTheGoodbye() {
        BiSocketClient closing = connect();
        List<CompletableFuture<byte[]>> replies = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            replies.add(closing.requestAsync("echo", pipelined(i), PATIENCE));
        }

        closing.close();

        for (int i = 0; i < replies.size(); i++) {
            CompletableFuture<byte[]> reply = replies.get(i);
            // The server on asyncio does not wait for the last replies to be on their way.
            if (kind.equals("sync") || !reply.isCompletedExceptionally()) {
                assertThat(reply.join()).isEqualTo(pipelined(i));
            }
        }
        assertThat(occurrences("disconnected")).as(server::toString).isZero();
    }

    /** Of many lengths, with everything in it that could be taken for framing. */
    private static byte[] pipelined(int number) {
        String awkward = AWKWARD.get(number % AWKWARD.size());
        return (number + "/" + awkward + "x".repeat(number % 700) + awkward).getBytes(UTF_8);
    }

    @Test
    void whenManyClientsCallAtOnceEachGetsItsReplies() {
        List<BiSocketClient> clients = new ArrayList<>();
        try {
            List<CompletableFuture<BiSocketClient>> connecting = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                connecting.add(builder().connectAsync());
            }
            connecting.forEach(client -> clients.add(client.join()));
            List<CompletableFuture<?>> replies = new ArrayList<>();
            for (int request = 0; request < REQUESTS; request++) {
                for (int i = 0; i < CLIENTS; i++) {
                    replies.add(echo(clients.get(i), i + "/" + request));
                }
            }
            CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new)).join();
        } finally {
            CompletableFuture.allOf(
                            clients.stream()
                                    .map(BiSocketClient::closeAsync)
                                    .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    @Test
    void whenTheKeysDifferThatIsSaid() {
        BiSocketClient.Builder stranger = builder().key(CryptoKey.of("another key"));

        if (mode != Encryption.OFF) {
            assertThatThrownBy(stranger::connect).isInstanceOf(AuthenticationFailedException.class);
        }
    }

    @Test
    void whenTheModesDifferBothAreNamed() {
        for (Encryption other : Encryption.values()) {
            if (other != mode) {
                assertThatThrownBy(() -> builder().python(other).connect())
                        .isExactlyInstanceOf(HandshakeException.class)
                        .hasMessageContaining("uses encryption '" + mode.wireName() + "'")
                        .hasMessageContaining("this client uses '" + other.wireName() + "'");
            }
        }
    }

    @Test
    void whenClosedTheServerSeesAGoodbye() {
        connect().close();

        assertThat(occurrences("disconnected")).as(server::toString).isZero();
    }

    private static CompletableFuture<Void> echo(BiSocketClient client, String text) {
        return client.requestAsync("echo", text.getBytes(UTF_8), PATIENCE)
                .thenAccept(reply -> assertThat(reply).asString(UTF_8).isEqualTo(text));
    }

    private BiSocketClient connect() {
        return builder().connect();
    }

    private BiSocketClient.Builder builder() {
        return BiSocketClient.builder()
                .address("127.0.0.1", port)
                .key(KEY)
                .python(mode)
                .onReceive(received::add);
    }

    private static int occurrences(String text) {
        String output = server.toString();
        return output.split(text, -1).length - 1;
    }
}
