package io.bisocket.docs.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.Message;
import io.bisocket.spring.LocalBiSocketServerPort;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

/** The handlers of {@code docs/spring.md} do what the page says. */
@ActiveProfiles("shop")
@SpringBootTest(properties = "bisocket.server.port=0")
class ShopTests {

    private final List<Message> received = new CopyOnWriteArrayList<>();
    @LocalBiSocketServerPort private int port;
    @Autowired private Alerts alerts;
    private BiSocketClient client;

    @BeforeEach
    void connect() {
        client =
                BiSocketClient.builder()
                        .address("127.0.0.1", port)
                        .onReceive(received::add)
                        .handler("sensor.read", request -> request.replyObject("21 degrees"))
                        .connect();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void handlersAreAskedByName() {
        assertThat(ask("echo", "hello")).isEqualTo("hello");
        assertThat(ask("whoami", "")).isEqualTo(client.id() + ", from 127.0.0.1");
        assertThat(Instant.parse(ask("time", ""))).isBeforeOrEqualTo(Instant.now());
        assertThat(ask("what", "")).isEqualTo("no idea what what is");
    }

    @Test
    void aFutureRepliesWhenItCompletes() {
        byte[] tea = "tea".getBytes(StandardCharsets.UTF_8);

        assertThat(new String(client.request("lookup", tea), StandardCharsets.UTF_8))
                .isEqualTo("{\"item\":\"tea\",\"total\":1}");
    }

    @Test
    void aStreamRepliesOnceForEachElement() {
        client.send("countdown", "3");

        await().untilAsserted(
                        () ->
                                assertThat(received)
                                        .extracting(Message::text)
                                        .containsExactly("3!", "2!", "1!"));
    }

    @Test
    void aHandlerRepliesThroughTheRequest() {
        client.send("subscribe", "tea");

        await().untilAsserted(
                        () ->
                                assertThat(received)
                                        .extracting(Message::text)
                                        .containsExactly(
                                                "subscribed to tea", "nothing new about tea"));
    }

    @Test
    void aClassesNameComesFirstAndFailuresHaveReplies() {
        client.method("stock.add").payload(new Delivery("tea", 3)).retrieve();

        assertThat(ask("stock.tea.count", "")).isEqualTo("3");
        assertThat(ask("stock.milk.count", "")).isEqualTo("there is no milk");
        assertThat(ask("fragile", "")).isEqualTo("sorry: it broke");
        assertThatThrownBy(() -> ask("stock.add", "{\"item\":\"\",\"count\":1}"))
                .hasMessageEndingWith("the payload is not valid: item must not be blank");
    }

    @Test
    void handlersSayHowTheyAreRun() {
        assertThat(ask("ping", "")).isEqualTo("pong");
        assertThat(ask("print", "4")).isEqualTo("6");
    }

    @Test
    void theServerSendsUnasked() {
        alerts.raise("to all");
        alerts.raiseFor(client.id(), "to you");
        ask("region", "eu");
        alerts.raiseIn("us", "to others");
        alerts.raiseIn("eu", "to the region");

        await().untilAsserted(
                        () ->
                                assertThat(received)
                                        .extracting(Message::text)
                                        .containsExactly("to all", "to you", "to the region"));
        assertThat(alerts.readSensor(client.id())).isEqualTo("21 degrees");
    }

    private String ask(String method, String payload) {
        return new String(
                client.request(method, payload.getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8);
    }
}
