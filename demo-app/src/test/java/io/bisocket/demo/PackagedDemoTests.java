package io.bisocket.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.CryptoKey;
import io.bisocket.Message;
import io.bisocket.MessageReceiver;
import io.bisocket.RemoteHandlerException;
import io.bisocket.RequestId;
import io.bisocket.spring.exchange.ExchangeProxyFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged jar, from outside. */
@Tag("packaged")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackagedDemoTests {

    private static final String KEY = "3c1f9a70b6d24e58";
    static final Map<String, String> ENVIRONMENT =
            Map.of("CRYPTO_KEY", KEY, "DEMO_NEWS_INTERVAL", "200ms");

    private PackagedDemo demo;

    /** With which environment variables the jar is started. */
    Map<String, String> environment() {
        return ENVIRONMENT;
    }

    @BeforeAll
    void start() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        demo = PackagedDemo.start(environment());
    }

    @AfterAll
    void stop() {
        demo.close();
        Awaitility.reset();
    }

    @Test
    void whenStartedItsInjectedClientReceivesAnEcho() {
        await().untilAsserted(
                        () ->
                                assertThat(demo.log())
                                        .contains(
                                                "The injected client received the echo 'Hello, two"
                                                        + " sockets!'"));
    }

    @Test
    void whenStartedItSignsItsOwnGuestbookThroughTheInterface() {
        await().untilAsserted(
                        () ->
                                assertThat(demo.log())
                                        .containsPattern(
                                                "Entry \\d+ of the guestbook is 'the demo was"
                                                        + " here'"));
    }

    @Test
    void whenTheInterfaceIsCalledFromOutsideItIsTheSameGuestbook() {
        try (BiSocketClient client = connect(demo, message -> {})) {
            Guestbook guestbook =
                    new ExchangeProxyFactory(text -> text).create(Guestbook.class, client);

            Guestbook.Entry first = guestbook.sign(new Guestbook.Guest("Ada"));
            assertThat(first.text()).isEqualTo("Ada was here");
            assertThat(guestbook.sign(new Guestbook.Guest("Ada")).number())
                    .isGreaterThan(first.number());
        }
    }

    @Test
    void whenCalledFromOutsideItsHandlersAnswer() {
        try (BiSocketClient client = connect(demo, message -> {})) {
            assertThat(client.request("echo", utf8("Grüße"))).isEqualTo(utf8("Grüße"));
            assertThat(client.request("ping", new byte[0])).isEqualTo(utf8("pong"));
            assertThatThrownBy(() -> client.request("fail", new byte[0]))
                    .isInstanceOf(RemoteHandlerException.class)
                    .hasMessage("IllegalStateException handling 'fail': this handler always fails");
            assertThat(client.request("ping", new byte[0])).isEqualTo(utf8("pong"));
        }
    }

    @Test
    void whenAskedForTicksItRepliesSeveralTimesToTheOneRequest() {
        List<Message> received = new CopyOnWriteArrayList<>();
        try (BiSocketClient client = connect(demo, received::add)) {
            RequestId id = client.send("ticks", "");

            await().untilAsserted(
                            () ->
                                    assertThat(repliesTo(id, received))
                                            .containsExactly(
                                                    "tick 1", "tick 2", "tick 3", "tick 4",
                                                    "tick 5"));
        }
    }

    @Test
    void whenConnectedClientsReceiveWhatTheServerPushes() {
        List<Message> received = new CopyOnWriteArrayList<>();
        try (BiSocketClient client = connect(demo, received::add)) {
            await().untilAsserted(
                            () ->
                                    assertThat(received)
                                            .hasSizeGreaterThan(1)
                                            .allSatisfy(
                                                    message ->
                                                            assertThat(message.text())
                                                                    .matches("news \\d+")));
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void whenAskedForItsHealthItShowsServerAndClientButNeverTheKey() throws Exception {
        HttpResponse<String> response =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(demo.health()).build(),
                                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).doesNotContain(KEY);
        JsonNode components = JsonMapper.shared().readTree(response.body()).get("components");
        assertThat(components.at("/bisocketServer/status").asString()).isEqualTo("UP");
        JsonNode server = components.at("/bisocketServer/details");
        assertThat(server.get("state").asString()).isEqualTo("running");
        assertThat(server.get("address").asString()).matches(".+:\\d+");
        assertThat(server.get("clients").asInt()).isPositive();
        assertThat(components.at("/bisocketClient/status").asString()).isEqualTo("UP");
        JsonNode client = components.at("/bisocketClient/details");
        assertThat(client.get("state").asString()).isEqualTo("connected");
        assertThat(client.get("dialect").asString()).isEqualTo("native");
    }

    @Test
    void whenTerminatedWhatWasAcceptedIsAnswered() throws Exception {
        List<Message> received = new CopyOnWriteArrayList<>();
        try (PackagedDemo stopping = PackagedDemo.start(environment());
                BiSocketClient client = connect(stopping, received::add)) {
            RequestId id = client.send("ticks", "");
            await().until(() -> repliesTo(id, received).contains("tick 1"));

            stopping.terminate(Duration.ofSeconds(40));

            await().untilAsserted(
                            () ->
                                    assertThat(repliesTo(id, received))
                                            .hasSize(5)
                                            .endsWith("tick 5"));
            assertThat(stopping.log())
                    .contains("has stopped")
                    .doesNotContain("Exception")
                    .doesNotContain(KEY);
        }
    }

    final PackagedDemo demo() {
        return demo;
    }

    private static BiSocketClient connect(PackagedDemo demo, MessageReceiver receiver) {
        return BiSocketClient.builder()
                .address(demo.host(), demo.port())
                .key(CryptoKey.of(KEY))
                .onReceive(receiver)
                .connect();
    }

    private static List<String> repliesTo(RequestId id, List<Message> received) {
        return received.stream()
                .filter(message -> message.requestId().equals(id))
                .map(Message::text)
                .toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
