package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketServer;
import io.bisocket.spring.BiSocketHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

/** What is said at the start of settings that do not go together. */
@ExtendWith(OutputCaptureExtension.class)
class ContradictionCheckTests {

    private static final String ID = "00000000-0000-0000-0000-000000000001";

    private final ApplicationContextRunner client =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BiSocketAutoConfiguration.class,
                                    BiSocketSecurityAutoConfiguration.class,
                                    BiSocketServerAutoConfiguration.class,
                                    BiSocketClientAutoConfiguration.class))
                    .withPropertyValues("CRYPTO_KEY=", "BISOCKET_ENCRYPTION=");

    private final ApplicationContextRunner server =
            client.withPropertyValues(TestProperties.NEUTRAL).withBean(Echo.class);

    static class Echo {

        @BiSocketHandler("echo")
        byte[] echo(byte[] payload) {
            return payload;
        }
    }

    @Test
    void whenSettingsGoTogetherThenNothingIsSaid(CapturedOutput output) {
        server.withPropertyValues(
                        "bisocket.crypto-key=of all",
                        "bisocket.compression.threshold=1KB",
                        "bisocket.keys.eu.crypto-key=of europe",
                        "bisocket.keys.eu.authorities=clerk",
                        "bisocket.server.python.enabled=true",
                        "bisocket.server.limits.pairing-timeout=5s",
                        "bisocket.server.limits.max-connections=2000",
                        "bisocket.client.host=127.0.0.1",
                        "bisocket.client.port=1",
                        "bisocket.client.limits.resume-window=5s",
                        "bisocket.client.limits.frame-timeout=5s",
                        "bisocket.client.limits.max-message-size=1MB",
                        "bisocket.clients.other.host=127.0.0.1",
                        "bisocket.clients.other.port=1",
                        "bisocket.clients.other.protocol=python")
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output).doesNotContain("ContradictionCheck");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bisocket.compression.threshold=1KB,bisocket.compression.method=none"
                        + "|bisocket.compression.threshold has no effect, since"
                        + " bisocket.compression.method is none",
                "bisocket.server.limits.pairing-timeout=5s"
                        + "|bisocket.server.limits.pairing-timeout has no effect, since it is for"
                        + " the Python format, and bisocket.server.python.enabled is false",
                "bisocket.server.limits.max-connections=10,"
                        + "bisocket.server.limits.max-connections-per-address=20"
                        + "|bisocket.server.limits.max-connections-per-address has no effect,"
                        + " since it is more than bisocket.server.limits.max-connections, which"
                        + " is 10",
                "bisocket.server.drain-timeout=1m"
                        + "|bisocket.server.drain-timeout is 60000 ms, but Spring waits for 30000"
                        + " ms at most: raise spring.lifecycle.timeout-per-shutdown-phase",
                "bisocket.security.enabled=false,bisocket.keys.eu.crypto-key=of europe,"
                        + "bisocket.keys.eu.authorities=clerk"
                        + "|bisocket.keys.eu.authorities has no effect, since Spring Security is"
                        + " missing, or switched off",
            })
    void whenASettingOfTheServerDoesNothingThenThatIsSaid(
            String properties, String line, CapturedOutput output) {
        server.withPropertyValues(properties.split(","))
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output.getOut().replaceAll("\\s+", " ")).contains(line);
    }

    @Test
    void whenSpringSecurityIsMissingThenAuthoritiesDoNothing(CapturedOutput output) {
        server.withClassLoader(new FilteredClassLoader("org.springframework.security"))
                .withPropertyValues(
                        "bisocket.keys.eu.crypto-key=of europe",
                        "bisocket.keys.eu.authorities[0]=clerk")
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output)
                .contains("bisocket.keys.eu.authorities has no effect, since Spring Security");
    }

    @Test
    void whenThereIsNoHandlerThenSettingsOfTheServerDoNothing(CapturedOutput output) {
        client.withPropertyValues("bisocket.server.port=65432", "bisocket.server.address=::1")
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output)
                .contains(
                        "bisocket.server.address has no effect, since there is no server, as no"
                                + " bean has a method with @BiSocketHandler; set"
                                + " bisocket.server.enabled to false if none is wanted")
                .doesNotContain("bisocket.server.port has");
    }

    @Test
    void whenThereIsToBeNoServerThenItsSettingsMayStay(CapturedOutput output) {
        client.withPropertyValues("bisocket.server.port=1", "bisocket.server.enabled=false")
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output).doesNotContain("has no effect");
    }

    @Test
    void whenTheApplicationHasItsServerThenSettingsOfAnotherDoNothing(CapturedOutput output) {
        BiSocketServer own = BiSocketServer.builder().address("127.0.0.1").port(0).start();
        client.withBean(BiSocketServer.class, () -> own)
                .withPropertyValues("bisocket.server.port=1")
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output)
                .contains("since the application has a BiSocketServer of its own")
                .contains("bisocket.server.port has no effect");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bisocket.client.port=1|bisocket.client.port has no effect, since there is no"
                        + " client without a name: bisocket.client.host is not set",
                "bisocket.client.host=127.0.0.1,bisocket.client.enabled=false,"
                        + "bisocket.client.id="
                        + ID
                        + "|bisocket.client.id has no effect, since there is no client",
                "bisocket.client.host=127.0.0.1,bisocket.client.limits.frame-timeout=1s"
                        + "|bisocket.client.limits.frame-timeout has no effect, since"
                        + " bisocket.client.protocol is not python",
                "bisocket.clients.tv.host=127.0.0.1,bisocket.clients.tv.protocol=python,"
                        + "bisocket.clients.tv.limits.resume-window=1s"
                        + "|bisocket.clients.tv.limits.resume-window has no effect, since"
                        + " bisocket.clients.tv.protocol is not native",
            })
    void whenASettingOfAClientDoesNothingThenThatIsSaid(
            String properties, String line, CapturedOutput output) {
        client.withPropertyValues(properties.split(","))
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output.getOut().replaceAll("\\s+", " ")).contains(line);
    }

    @Test
    void whenTheHeapIsTooSmallForAMessageThenThatIsSaid() {
        String property = "bisocket.server.limits.max-message-size";
        long usual = DataSize.ofMegabytes(64).toBytes();

        assertThat(Contradiction.ofHeap(property, DataSize.ofMegabytes(64), usual)).isEmpty();
        assertThat(Contradiction.ofHeap(property, DataSize.ofMegabytes(65), usual))
                .map(Contradiction::reason)
                .hasValue(
                        "is 65 MB, but messages on their way in may take a quarter of the heap, 64"
                                + " MB: set bisocket.server.limits.max-buffered-bytes, or use a"
                                + " larger heap");
    }

    @Test
    void whenTwoClientsWouldTakeEachOthersPlaceThenTheStartFails() {
        ApplicationContextRunner two =
                client.withPropertyValues(
                        "bisocket.client.host=127.0.0.1",
                        "bisocket.client.port=1",
                        "bisocket.client.id=" + ID,
                        "bisocket.clients.tv.host=127.0.0.1",
                        "bisocket.clients.tv.id=" + ID);
        two.run(context -> assertThat(context).hasNotFailed());
        two.withPropertyValues("bisocket.clients.tv.port=1")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .isInstanceOf(InvalidClientException.class)
                                        .hasMessage(
                                                "bisocket.client.id and bisocket.clients.tv.id are"
                                                        + " both %s, at one server, which knows"
                                                        + " each client by its id",
                                                ID));
    }
}
