package io.bisocket.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.ClientTarget;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** A known number of messages both ways, and what the actuator says of them over HTTP. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class ActuatorOverHttpTests {

    private static final UUID ID = UUID.randomUUID();
    private static final byte[] SMALL = "0123456789".getBytes(UTF_8);
    private static final byte[] LARGE = "a".repeat(100_000).getBytes(UTF_8);

    /** Three echoes, a large one, two notes of five bytes, and the answer "yes". */
    private static final int UP = 3 * 10 + 100_000 + 2 * 5 + 3;

    /** The four echoes, five times news of seven bytes, and the question "why?". */
    private static final int DOWN = 3 * 10 + 100_000 + 5 * 7 + 4;

    private static ConfigurableApplicationContext serving;
    private static ConfigurableApplicationContext calling;
    private static Actuator server;
    private static Actuator client;

    @BeforeAll
    static void talk() {
        serving = ShopApplication.start("bisocket.client.enabled=false");
        int port = serving.getBean(BiSocketServer.class).port();
        calling =
                ShopApplication.start(
                        "bisocket.client.host=127.0.0.1",
                        "bisocket.client.port=" + port,
                        "bisocket.client.id=" + ID,
                        "bisocket.client.reconnect.initial=50ms",
                        "bisocket.server.enabled=false");
        server = new Actuator(serving);
        client = new Actuator(calling);
        askFromTheClient(calling.getBean(BiSocketClient.class));
        askFromTheServer(serving.getBean(BiSocketServer.class).client(ID));
    }

    private static void askFromTheClient(BiSocketClient from) {
        from.start().join();
        for (int i = 0; i < 3; i++) {
            assertThat(from.request("echo", SMALL)).isEqualTo(SMALL);
        }
        assertThat(from.request("echo", LARGE)).isEqualTo(LARGE);
        from.send("note", "12345");
        from.send("note", "12345");
        await().until(() -> serving.getBean(ShopApplication.class).notes.size() == 2);
    }

    private static void askFromTheServer(ClientTarget to) {
        for (int i = 0; i < 5; i++) {
            to.send("news", "1234567");
        }
        assertThat(to.request("ask", "why?".getBytes(UTF_8))).asString(UTF_8).isEqualTo("yes");
        await().until(() -> calling.getBean(ShopApplication.class).news.size() == 5);
    }

    @AfterAll
    static void close() {
        calling.close();
        serving.close();
    }

    @ParameterizedTest
    @CsvSource({
        "request, 4, 1, 1, 4",
        "send, 2, 5, 5, 2",
        "reply, 1, 4, 4, 1",
    })
    void whenMessagesPassThenBothEndsCountThem(
            String type, int toServer, int fromServer, int toClient, int fromClient) {
        eventually(server, toServer, "bisocket_messages_total", "received", tag(type));
        eventually(server, fromServer, "bisocket_messages_total", "sent", tag(type));
        eventually(client, toClient, "bisocket_messages_total", "received", tag(type));
        eventually(client, fromClient, "bisocket_messages_total", "sent", tag(type));
    }

    @Test
    void whenMessagesPassThenTheirBytesAddUpBeforeAndAfterCompression() {
        String plain = "bisocket_payload_bytes_total";
        eventually(server, UP, plain, "side=\"server\"", "received");
        eventually(server, DOWN, plain, "side=\"server\"", "sent");
        eventually(client, DOWN, plain, "side=\"client\"", "received");
        eventually(client, UP, plain, "side=\"client\"", "sent");

        String packed = "bisocket_payload_packed_bytes_total";
        double up = client.scraped(packed, "sent");
        double down = server.scraped(packed, "sent");
        assertThat(up).isBetween((double) UP - LARGE.length, 5_000.0);
        assertThat(down).isBetween((double) DOWN - LARGE.length, 5_000.0);
        assertThat(server.scraped(packed, "received")).isEqualTo(up);
        assertThat(client.scraped(packed, "received")).isEqualTo(down);
    }

    @ParameterizedTest
    @CsvSource({
        "echo, request, 4, server, client",
        "note, send, 2, server, client",
        "news, send, 5, client, server",
        "ask, request, 1, client, server"
    })
    void whenMethodsAreCalledThenEachIsTimedAtBothEnds(
            String method, String kind, int calls, String handling, String asking) {
        String[] tags = {tag(method), tag(kind), tag("success")};
        eventually(at(handling), calls, "bisocket_handlers_seconds_count", tags);
        eventually(at(asking), calls, "bisocket_calls_seconds_count", tags);
        assertThat(at(handling).scraped("bisocket_handlers_seconds_sum", tags)).isPositive();
        assertThat(at(asking).scraped("bisocket_calls_seconds_sum", tags)).isPositive();
    }

    @Test
    void whenOneMeterIsAskedForThenItSaysTheSame() {
        String requests = "metrics/bisocket.messages?tag=direction:received&tag=type:request";
        await().untilAsserted(() -> assertThat(measured(server.json(requests))).isEqualTo(4));
        assertThat(measured(server.json("metrics/bisocket.sessions"))).isEqualTo(1);
        assertThat(server.json("metrics/bisocket.payload").path("baseUnit").asString())
                .isEqualTo("bytes");
        assertThat(server.json("metrics/bisocket.credit.stalls").path("measurements")).hasSize(1);
        assertThat(server.json("metrics/bisocket.outbox").path("measurements")).hasSize(1);
    }

    @Test
    void whenTheEndpointIsReadThenItShowsServerAndSessions() {
        JsonNode overview = server.json("bisocket").path("server");
        assertThat(overview.path("running").asBoolean()).isTrue();
        assertThat(overview.path("handlers").path("note").path("calls").asInt()).isEqualTo(2);
        JsonNode session = server.json("bisocket/" + ID);
        assertThat(session.path("id").asString()).isEqualTo(ID.toString());
        assertThat(session.path("received").path("messages").asInt()).isEqualTo(7);
        assertThat(session.path("sent").path("messages").asInt()).isEqualTo(10);
        JsonNode here = client.json("bisocket").path("clients");
        assertThat(here).hasSize(1);
        assertThat(here.iterator().next().path("connected").asBoolean()).isTrue();
        assertThat(server.get("bisocket/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    @Test
    void whenHealthIsAskedForThenServerAndClientAreUp() {
        JsonNode health = server.json("health").path("components").path("bisocketServer");
        assertThat(health.path("status").asString()).isEqualTo("UP");
        assertThat(health.path("details").path("clients").asInt()).isEqualTo(1);
        JsonNode connected = client.json("health").path("components").path("bisocketClient");
        assertThat(connected.path("status").asString()).isEqualTo("UP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bisocket",
                "prometheus",
                "health",
                "metrics",
                "env",
                "configprops",
                "beans"
            })
    void whenAnythingIsReadThenNoKeyIsInIt(String path) {
        assertThat(server.get(path).body()).isNotEmpty().doesNotContain(ShopApplication.KEY);
        assertThat(client.get(path).body()).isNotEmpty().doesNotContain(ShopApplication.KEY);
    }

    /** Last, by its name: the figures above are those of one session. */
    @Test
    void zWhenAClientIsDisconnectedThenItComesBack() {
        assertThat(server.delete("bisocket/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(server.delete("bisocket/" + ID).statusCode()).isEqualTo(204);

        eventually(client, 1, "bisocket_reconnects_connections_total");
        eventually(
                server,
                1,
                "bisocket_sessions_closed_sessions_total",
                tag("native"),
                tag("goodbye"));
        eventually(server, 2, "bisocket_sessions_opened_sessions_total");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> server.get("bisocket/" + ID).statusCode() == 200);
    }

    private static Actuator at(String end) {
        return end.equals("server") ? server : client;
    }

    private static String tag(String value) {
        return "\"" + value + "\"";
    }

    private static double measured(JsonNode meter) {
        return meter.path("measurements").path(0).path("value").asDouble();
    }

    /** What one end knows the other may learn a moment later. */
    private static void eventually(Actuator at, double value, String meter, String... tags) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(at.scraped(meter, tags)).isEqualTo(value));
    }
}
