package io.bisocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients and servers of the native format, as applications use them. */
@Timeout(60)
class NativeClientServerTests {

    private static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");

    private final List<AutoCloseable> open = new ArrayList<>();
    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @Test
    void whenAMessageIsEchoedItComesBack() {
        BiSocketServer server = start(server());
        BiSocketClient client = connect(server);

        assertThat(client.request("echo", "Grüße".getBytes(UTF_8)))
                .asString(UTF_8)
                .isEqualTo("Grüße");
        assertThat(client.request("echo", new byte[0])).isEmpty();
        assertThat(client.request("echo", List.of(1, 2), int[].class)).containsExactly(1, 2);
        assertThat(client.dialect()).isEqualTo("native");
        assertThat(server.dialects()).containsExactly("native");
    }

    @Test
    void whenAMessageIsLargeItComesBackWhole() {
        byte[] payload = new byte[5 * 1024 * 1024];
        new Random(1).nextBytes(payload);
        BiSocketClient client = connect(start(server()));

        assertThat(client.request("echo", payload)).isEqualTo(payload);
    }

    @Test
    void whenAMessageIsOverTheLimitTheSessionGoesOn() {
        BiSocketClient client = connect(start(server()));
        int limit = Limits.defaults().maxMessageSize();

        assertThatThrownBy(() -> client.request("echo", new byte[limit + 1]))
                .isInstanceOf(PayloadTooLargeException.class)
                .hasMessageContaining("max-message-size");
        assertThat(client.request("echo", new byte[limit])).hasSize(limit);
    }

    @Test
    void whenTheHandlerFailsTheCallerIsTold() {
        BiSocketClient client = connect(start(server()));

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
    void whenAMessageIsSentItsRepliesComeToTheReceiver() throws Exception {
        BiSocketClient client = connect(start(server()));

        RequestId id = client.send("ticks", new byte[0]);

        for (int i = 0; i < 3; i++) {
            Message tick = received.poll(20, TimeUnit.SECONDS);
            assertThat(tick.text()).isEqualTo("" + i);
            assertThat(tick.requestId()).isEqualTo(id);
        }
    }

    @Test
    void whenTheServerSendsUnaskedItsIdIsNoneOfTheClients() throws Exception {
        BiSocketServer server = start(server());
        BiSocketClient client = connect(server);

        RequestId id = client.send("ticks", new byte[0]);
        server.clients().forEach(session -> session.send("news", "unasked"));

        for (int i = 0; i < 4; i++) {
            Message message = received.poll(20, TimeUnit.SECONDS);
            assertThat(message.requestId().equals(id)).isEqualTo(!message.text().equals("unasked"));
        }
    }

    @Test
    void whenTheServerStopsTheClientHearsGoodbye() throws Exception {
        BiSocketServer server = start(server());
        BiSocketClient client = connect(server);
        server.stop().get(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> client.request("echo", new byte[0]))
                .isInstanceOf(RequestRejectedException.class);
    }

    private static BiSocketServer.Builder server() {
        return BiSocketServer.builder()
                .address("127.0.0.1")
                .port(0)
                .key(KEY)
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

    private BiSocketClient connect(BiSocketServer server) {
        return register(
                BiSocketClient.builder()
                        .address("127.0.0.1", server.port())
                        .key(KEY)
                        .reconnect(Reconnect.never())
                        .onReceive(received::add)
                        .connect());
    }

    private <T extends AutoCloseable> T register(T opened) {
        open.add(opened);
        return opened;
    }
}
