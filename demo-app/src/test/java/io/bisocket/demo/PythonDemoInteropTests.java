package io.bisocket.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.Message;
import io.bisocket.RemoteHandlerException;
import io.bisocket.RequestId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The genuine Python package, running the programs in {@code python/}, and the demo. */
@ExtendWith(OutputCaptureExtension.class)
class PythonDemoInteropTests {

    private static final String KEY = "a7743c50f1e8d2b6";

    @BeforeAll
    static void assumePython() throws Exception {
        Python.assumeInstalled();
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @AfterAll
    static void reset() {
        Awaitility.reset();
    }

    @ParameterizedTest
    @EnumSource
    void whenThePythonClientsTalkWithTheDemoTheyRunToSuccess(Encryption mode) throws Exception {
        int port = FreePort.next();
        try (ConfigurableApplicationContext demo = demo(mode, port);
                Python.Program client = python(mode, "client.py", port);
                Python.Program asyncClient = python(mode, "async_client.py", port)) {

            assertThat(client.exitCode()).as(client.output()).isZero();
            assertThat(client.output())
                    .contains("echo: Grüße from Python", "ping: pong", "ticks: tick 5")
                    .contains("pushed: news")
                    .contains("fail: IllegalStateException handling 'fail': this handler always")
                    .doesNotContain("Traceback");
            assertThat(asyncClient.exitCode()).as(asyncClient.output()).isZero();
            assertThat(asyncClient.output())
                    .contains("reply: message 1", "reply: message 3", "reply: pong", "done")
                    .doesNotContain("Traceback");
            assertThat(demo.isActive()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whenTheJavaClientTalksWithThePythonServerItIsAnswered(Encryption mode) throws Exception {
        int port = FreePort.next();
        List<Message> received = new CopyOnWriteArrayList<>();
        try (Python.Program server = python(mode, "server.py", port)) {
            try (BiSocketClient client = connect(mode, port, received)) {
                assertThat(client.request("echo", utf8("Grüße"))).isEqualTo(utf8("Grüße"));
                assertThat(client.request("ping", new byte[0])).isEqualTo(utf8("pong"));
                assertThatThrownBy(() -> client.request("fail", new byte[0]))
                        .isInstanceOf(RemoteHandlerException.class)
                        .hasMessage("LookupError handling 'fail': no handler for 'fail'");
                RequestId ticks = client.send("ticks", "");
                await().until(() -> received.size() == 5);
                assertThat(received).allMatch(message -> message.requestId().equals(ticks));
            }
            assertThat(server.output()).doesNotContain("Traceback");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whenTheDemosClientPointsToThePythonServerItIsGreeted(
            Encryption mode, CapturedOutput output) throws Exception {
        int pythonPort = FreePort.next();
        try (Python.Program server = python(mode, "server.py", pythonPort)) {
            try (ConfigurableApplicationContext demo =
                    demo(
                            mode,
                            FreePort.next(),
                            "--bisocket.client.port=" + pythonPort,
                            "--bisocket.client.protocol=python",
                            "--bisocket.client.python.encryption=" + mode.wireName())) {
                await().untilAsserted(
                                () -> assertThat(output).contains("received the echo 'Hello, two"));
                assertThat(demo.isActive()).isTrue();
            }
            assertThat(server.output()).contains("Connection from").doesNotContain("Traceback");
        }
    }

    private static ConfigurableApplicationContext demo(Encryption mode, int port, String... more) {
        Stream<String> arguments =
                Stream.of(
                        "--spring.main.banner-mode=off",
                        "--server.port=0",
                        "--demo.news-interval=100ms",
                        "--bisocket.crypto-key=" + KEY,
                        "--bisocket.server.port=" + port,
                        "--bisocket.server.python.encryption=" + mode.wireName());
        return new SpringApplicationBuilder(DemoApplication.class)
                .run(Stream.concat(arguments, Stream.of(more)).toArray(String[]::new));
    }

    private static Python.Program python(Encryption mode, String program, int port)
            throws IOException {
        Map<String, String> environment =
                Map.of("CRYPTO_KEY", KEY, "BISOCKET_ENCRYPTION", mode.wireName());
        return Python.start(environment, program, "127.0.0.1", port);
    }

    /** Tries until the Python server listens. */
    private static BiSocketClient connect(Encryption mode, int port, List<Message> received) {
        BiSocketClient client =
                BiSocketClient.builder()
                        .address("127.0.0.1", port)
                        .key(CryptoKey.of(KEY))
                        .python(mode)
                        .onReceive(received::add)
                        .build();
        client.start().join();
        return client;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
