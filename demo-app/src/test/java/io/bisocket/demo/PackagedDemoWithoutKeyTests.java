package io.bisocket.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged jar as the README's first command starts it: with no key at all. */
@Tag("packaged")
class PackagedDemoWithoutKeyTests {

    private static ProcessDemo demo;

    @BeforeAll
    static void start() {
        demo = ProcessDemo.start(Map.of("DEMO_NEWS_INTERVAL", "1h"));
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @Test
    void whenStartedItGreetsItselfAndWarnsOfTheMissingKey() {
        await().untilAsserted(
                        () ->
                                assertThat(demo.log())
                                        .contains("The injected client received the echo 'Hello")
                                        .containsPattern("WARN.*CRYPTO_KEY"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client.py", "async_client.py"})
    void whenPythonHasNoKeyEitherTheyTalk(String program) throws Exception {
        Python.assumeInstalled();
        try (Python.Program client = Python.start(Map.of(), program, demo.host(), demo.port())) {

            assertThat(client.exitCode()).as(client.output()).isZero();
            assertThat(client.output()).contains("done").doesNotContain("Traceback");
        }
    }
}
