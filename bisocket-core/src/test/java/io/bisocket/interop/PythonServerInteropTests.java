package io.bisocket.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The genuine Python client and this server. */
class PythonServerInteropTests {

    private static final String KEY = "a key for ünit tests";
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    private GenuinePython python;
    private BiSocketServer server;

    @BeforeEach
    void findPython() {
        python = GenuinePython.orSkip();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "client_checks.py, SECURE",
        "client_checks.py, FASTER",
        "client_checks.py, OFF",
        "async_client_checks.py, SECURE",
        "async_client_checks.py, FASTER",
        "async_client_checks.py, OFF"
    })
    void whenTheGenuineClientComesThenAllIsWell(String script, Encryption encryption) {
        start(encryption);

        assertThatAllIsWell(script, encryption);
        await().untilAsserted(() -> assertThat(server.clients()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "client_crowd.py, FASTER, 200",
        "async_client_crowd.py, FASTER, 200",
        "client_crowd.py, SECURE, 200"
    })
    void whenManyGenuineClientsComeAtOnceThenEachGetsItsReplies(
            String script, Encryption encryption, String requests) {
        start(encryption);

        assertThatAllIsWell(script, encryption, "50", requests);
        await().untilAsserted(() -> assertThat(server.clients()).isEmpty());
    }

    @Test
    void whenTheServerStopsThenTheGenuineClientKnows() throws Exception {
        start(Encryption.FASTER);
        try (PythonProcess client = client("client_until_lost.py", Encryption.FASTER)) {
            client.awaitLine("connected"::equals, TIMEOUT);
            server.clients().iterator().next().send("news", "pushed");
            client.awaitLine("received pushed"::equals, TIMEOUT);

            server.close();

            assertThat(client.awaitExit(TIMEOUT)).isZero();
            assertThat(client.output())
                    .containsAnyOf(
                            "lost: ['server closed the connection']",
                            // The package's two threads race: one sees the socket's end first.
                            "lost: ['receive socket closed']")
                    .contains("refused: connection to 127.0.0.1:" + server.port() + " lost");
            assertThat(client.errors()).isEmpty();
        }
    }

    @Test
    void whenTheGenuineClientIsKilledThenItIsGone() {
        start(Encryption.FASTER);
        try (PythonProcess client = client("client_until_lost.py", Encryption.FASTER)) {
            client.awaitLine("connected"::equals, TIMEOUT);
            assertThat(server.clients()).hasSize(1);
        }

        await().untilAsserted(() -> assertThat(server.clients()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"SECURE, FASTER", "FASTER, OFF", "OFF, SECURE"})
    void whenModesDifferThenTheGenuineClientNamesBoth(Encryption ours, Encryption theirs) {
        start(ours);
        try (PythonProcess client = client("client_refused.py", theirs)) {
            assertThat(client.awaitExit(TIMEOUT)).isZero();

            assertThat(client.output())
                    .startsWith("mismatch: the server could not read this connection")
                    .contains("using encryption '" + ours.wireName() + "'")
                    .contains("this client is using '" + theirs.wireName() + "'");
        }
    }

    @Test
    void whenKeysDifferThenTheGenuineClientIsTold() {
        start(Encryption.FASTER);
        Map<String, String> environment =
                Map.of("CRYPTO_KEY", "another key", "BISOCKET_ENCRYPTION", "faster");
        try (PythonProcess client =
                python.start(
                        "/interop/client_refused.py",
                        environment,
                        Integer.toString(server.port()))) {
            assertThat(client.awaitExit(TIMEOUT)).isZero();

            assertThat(client.output()).startsWith("mismatch: the server rejected this connection");
        }
    }

    private void start(Encryption encryption) {
        server =
                BiSocketServer.builder()
                        .address("127.0.0.1")
                        .port(0)
                        .key(CryptoKey.of(KEY))
                        .python(encryption)
                        .handler("echo", request -> request.reply(request.bytes()))
                        .handler("grüße ☃ 𝄞", request -> request.reply(request.bytes()))
                        .handler("ping", request -> request.reply("pong"))
                        .handler("none", request -> {})
                        .handler(
                                "fail",
                                request -> {
                                    throw new IllegalStateException("out of stock");
                                })
                        .start();
    }

    private void assertThatAllIsWell(String script, Encryption encryption, String... arguments) {
        try (PythonProcess client = client(script, encryption, arguments)) {
            int status = client.awaitExit(TIMEOUT);

            assertThat(status).as(client::toString).isZero();
            assertThat(client.output()).isEqualTo("all well\n");
            assertThat(client.errors().lines())
                    .noneMatch(line -> !line.startsWith("WARNING: bisocket encryption is off"));
        }
    }

    private PythonProcess client(String script, Encryption encryption, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = Integer.toString(server.port());
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return python.start(
                "/interop/" + script,
                Map.of("CRYPTO_KEY", KEY, "BISOCKET_ENCRYPTION", encryption.wireName()),
                all);
    }
}
