package io.bisocket.spring.boot.autoconfigure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.NoHandlerException;
import io.bisocket.spring.BiSocketHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.context.ConfigurableApplicationContext;

/** Meters and the endpoint of an application that talks to itself, as Prometheus sees them. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class MetersTests {

    private static ConfigurableApplicationContext context;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        @BiSocketHandler("echo")
        byte[] echo(byte[] payload) {
            return payload;
        }

        @BiSocketHandler("fail")
        void fail() {
            throw new IllegalStateException("expected here");
        }
    }

    @BeforeAll
    static void start() {
        int port = TestProperties.closedPort();
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        context =
                application.run(
                        TestProperties.arguments(
                                Stream.of(
                                        "--bisocket.crypto-key=of the meters",
                                        "--bisocket.server.port=" + port,
                                        "--bisocket.client.host=127.0.0.1",
                                        "--bisocket.client.port=" + port,
                                        "--management.endpoints.web.exposure.include=*")));
        await().until(client()::isConnected);
        talk();
    }

    @AfterAll
    static void close() {
        context.close();
    }

    private static BiSocketClient client() {
        return context.getBean(BiSocketClient.class);
    }

    private static UUID connected() {
        return await().until(
                        () ->
                                context.getBean(BiSocketServer.class).clients().stream()
                                        .map(session -> session.id())
                                        .findFirst()
                                        .orElse(null),
                        id -> id != null);
    }

    private static void talk() {
        for (int i = 0; i < 5; i++) {
            client().request("echo", "12345".getBytes(UTF_8));
        }
        client().send("echo", "123");
        assertThatThrownBy(() -> client().request("fail", new byte[0]));
        for (String unknown : new String[] {"a", "b"}) {
            assertThatThrownBy(() -> client().request(unknown, new byte[0]))
                    .isInstanceOf(NoHandlerException.class);
        }
    }

    @Test
    void whenMessagesPassTheMetersAddUp() {
        await().untilAsserted(
                        () -> {
                            assertMeter(
                                    "bisocket_messages_total",
                                    8,
                                    "received",
                                    "side=\"server\"",
                                    "request");
                            assertMeter(
                                    "bisocket_messages_total",
                                    1,
                                    "received",
                                    "side=\"server\"",
                                    "send");
                            assertMeter(
                                    "bisocket_messages_total",
                                    6,
                                    "sent",
                                    "side=\"server\"",
                                    "reply");
                            assertMeter(
                                    "bisocket_messages_total",
                                    3,
                                    "sent",
                                    "side=\"server\"",
                                    "failure");
                            assertMeter(
                                    "bisocket_messages_total",
                                    8,
                                    "sent",
                                    "side=\"client\"",
                                    "request");
                            assertMeter(
                                    "bisocket_messages_total",
                                    6,
                                    "received",
                                    "side=\"client\"",
                                    "reply");
                            assertMeter(
                                    "bisocket_payload_bytes_total",
                                    28,
                                    "received",
                                    "side=\"server\"");
                            assertMeter(
                                    "bisocket_payload_bytes_total", 28, "sent", "side=\"client\"");
                            assertMeter(
                                    "bisocket_payload_packed_bytes_total",
                                    28,
                                    "sent",
                                    "side=\"client\"");
                            assertMeter(
                                    "bisocket_sessions_opened_sessions_total",
                                    1,
                                    "side=\"server\"");
                            assertMeter("bisocket_sessions", 1, "side=\"server\"");
                            assertMeter(
                                    "bisocket_handlers_seconds_count",
                                    5,
                                    "\"echo\"",
                                    "\"request\"",
                                    "success");
                            assertMeter(
                                    "bisocket_handlers_seconds_count",
                                    1,
                                    "\"echo\"",
                                    "\"send\"",
                                    "success");
                            assertMeter(
                                    "bisocket_handlers_seconds_count",
                                    1,
                                    "\"fail\"",
                                    "handler-failed");
                            assertMeter(
                                    "bisocket_handlers_seconds_count", 2, "\"*\"", "no-handler");
                            assertMeter(
                                    "bisocket_calls_seconds_count",
                                    5,
                                    "\"echo\"",
                                    "\"request\"",
                                    "success");
                            assertMeter("bisocket_calls_seconds_count", 1, "\"a\"", "no-handler");
                        });
    }

    @Test
    void whenMetersExistTheGuideListsThem() throws Exception {
        String guide = Files.readString(Path.of("..", "docs", "operations.md"));
        for (Meters meter : Meters.values()) {
            assertThat(guide)
                    .as("the row of %s", meter)
                    .contains(
                            "| `%s` | %s | %s |"
                                    .formatted(
                                            meter.id(),
                                            meter.unit() == null ? "time" : meter.unit(),
                                            meter.description()));
        }
    }

    @Test
    void whenTheEndpointIsReadItShowsSessionsAndHandlers() {
        UUID id = connected();
        BiSocketEndpoint endpoint = context.getBean(BiSocketEndpoint.class);

        BiSocketEndpoint.Overview overview = endpoint.overview();
        assertThat(overview.server().running()).isTrue();
        assertThat(overview.server().dialects()).containsExactly("native");
        assertThat(overview.server().handlers()).containsKeys("echo", "fail", "*");
        await().untilAsserted(
                        () ->
                                assertThat(endpoint.overview().server().handlers().get("echo"))
                                        .satisfies(
                                                echo -> {
                                                    assertThat(echo.calls()).isEqualTo(6);
                                                    assertThat(echo.failures()).isZero();
                                                    assertThat(echo.mean()).isPositive();
                                                }));
        assertThat(overview.server().handlers().get("fail").failures()).isEqualTo(1);
        assertThat(overview.clients()).hasSize(1);
        assertThat(overview.clients().values().iterator().next().connected()).isTrue();
        SessionDescriptor session = endpoint.session(id);
        assertThat(session.dialect()).isEqualTo("native");
        assertThat(session.received().messages()).isEqualTo(9);
        assertThat(session.received().bytes()).isEqualTo(28);
        assertThat(session.age()).isPositive();
        assertThat(overview.toString()).contains(id.toString()).doesNotContain("of the meters");
    }

    @Test
    void zWhenTheEndpointDisconnectsAClientItIsGone() {
        UUID id = connected();
        BiSocketEndpoint endpoint = context.getBean(BiSocketEndpoint.class);

        assertThat(endpoint.disconnect(UUID.randomUUID()).getStatus())
                .isEqualTo(WebEndpointResponse.STATUS_NOT_FOUND);
        assertThat(endpoint.session(UUID.randomUUID())).isNull();
        assertThat(endpoint.disconnect(id).getStatus())
                .isEqualTo(WebEndpointResponse.STATUS_NO_CONTENT);

        await().untilAsserted(
                        () ->
                                assertMeter(
                                        "bisocket_reconnects_connections_total",
                                        1,
                                        "side=\"client\""));
    }

    private static void assertMeter(String name, double value, String... having) {
        double sum =
                scrape().lines()
                        .filter(line -> line.startsWith(name + "{"))
                        .filter(line -> Stream.of(having).allMatch(line::contains))
                        .mapToDouble(
                                line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .sum();
        assertThat(sum)
                .as("%s of %s in%n%s", name, String.join(",", having), meters())
                .isEqualTo(value);
    }

    private static String meters() {
        return String.join(
                "\n", scrape().lines().filter(line -> line.contains("bisocket")).toList());
    }

    private static String scrape() {
        Object body =
                context.getBean(PrometheusScrapeEndpoint.class)
                        .scrape(PrometheusOutputFormat.CONTENT_TYPE_004, null)
                        .getBody();
        return new String((byte[]) body, UTF_8);
    }
}
