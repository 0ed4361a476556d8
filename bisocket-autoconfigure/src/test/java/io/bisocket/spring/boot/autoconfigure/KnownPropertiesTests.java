package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@ExtendWith(OutputCaptureExtension.class)
class KnownPropertiesTests {

    private final KnownProperties known = new KnownProperties();
    private final KnownVariables variables = new KnownVariables(known);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bisocket.crypto-key",
                "bisocket.server.port",
                "bisocket.server.limits.max-message-size",
                "bisocket.keys.eu.crypto-key",
                "bisocket.keys.eu.clients",
                "bisocket.keys.eu.clients[0]",
                "bisocket.clients.billing.host",
                "bisocket.clients.billing.reconnect.initial",
                "bisocket.metrics.enabled"
            })
    void whenAPropertyIsReadThenItIsKnown(String name) {
        assertThat(known.contains(ConfigurationPropertyName.of(name))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "bisocket.sever.port,bisocket.server.port",
        "bisocket.server.prt,bisocket.server.port",
        "bisocket.server.prot,bisocket.server.port",
        "bisocket.cryptokey.x,bisocket.crypto-key",
        "bisocket.server.limits.max-mesage-size,bisocket.server.limits.max-message-size",
        "bisocket.clients.billing.hots,bisocket.clients.billing.host",
        "bisocket.clients.billing.limit.write-timeout,bisocket.clients.billing.limits.write-timeout",
        "bisocket.keys.eu.cryptkey,bisocket.keys.eu.crypto-key",
        "bisocket.clients.host,bisocket.client.host",
        "bisocket.server.crypto-key,bisocket.crypto-key",
        "bisocket.port,bisocket.server.port or bisocket.client.port",
        "bisocket.key,bisocket.crypto-key or bisocket.require-key",
        "bisocket.server.host,bisocket.client.host",
        "bisocket.something.else.entirely,''"
    })
    void whenAPropertyIsMisspeltThenTheNearestIsFound(String written, String meant) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(written);

        assertThat(known.contains(name)).isFalse();
        assertThat(String.join(" or ", known.meant(name))).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BISOCKET_SERVER_PORT",
                "bisocket_server_port",
                "BISOCKET_SERVER_DRAINTIMEOUT",
                "BISOCKET_SERVER_DRAIN_TIMEOUT",
                "BISOCKET_SERVER_LIMITS_MAX_MESSAGE_SIZE",
                "BISOCKET_REQUIRE_KEY",
                "BISOCKET_ENCRYPTION",
                "BISOCKET_METRICS_ENABLED",
                "BISOCKET_KEYS_EU_CRYPTOKEY",
                "BISOCKET_KEYS_EU_CRYPTO_KEY",
                "BISOCKET_KEYS_EU_CLIENTS_0",
                "BISOCKET_KEYS_EU_CLIENTS_0_",
                "BISOCKET_CLIENTS_BILLING_RECONNECT_INITIAL"
            })
    void whenAVariableSetsAPropertyThenItIsKnown(String name) {
        assertThat(variables.contains(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "BISOCKET_SERVER_PROT,BISOCKET_SERVER_PORT",
        "BISOCKET_SEVER_PORT,BISOCKET_SERVER_PORT",
        "BISOCKET_SERVERPORT,BISOCKET_SERVER_PORT",
        "BISOCKET_CRYPT_KEY,BISOCKET_CRYPTO_KEY",
        "BISOCKET_CLIENTS_BILLING_HOTS,BISOCKET_CLIENTS_BILLING_HOST",
        "BISOCKET_ENCRIPTION,BISOCKET_ENCRYPTION",
        "BISOCKET_SERVER_SERVICE_HOST,",
        "BISOCKET_SERVER_PORT_65432_TCP,",
        "BISOCKET_PYTHON,",
        "BISOCKET_KEY,",
        "BISOCKET_HOME,",
        "BISOCKET_TEST_THING,"
    })
    void whenAVariableLooksMisspeltThenTheNearestIsFound(String written, String meant) {
        assertThat(variables.contains(written)).isFalse();
        assertThat(variables.meant(written).orElse(null)).isEqualTo(meant);
    }

    @Test
    void whenAPropertyIsUnknownThenALineAtTheStartSaysSo(CapturedOutput output) {
        warn(
                Map.of(
                        "bisocket.sever.port", "1",
                        "bisocket.server.maxConnections", "1",
                        "bisocket.server.drainTimeout", "1s",
                        "bisocket.server.limits.max_message_size", "1MB",
                        "bisocket.clients[my.own].hots", "a.example",
                        "bisocket.clients[my.own].keyName", "eu",
                        "bisockets.other", "1"),
                Map.of());

        assertThat(output)
                .contains(
                        "There is no property bisocket.sever.port, so it has no effect; is"
                                + " bisocket.server.port meant? (\"bisocket.sever.port\" from"
                                + " property source \"test\")")
                .contains(
                        "There is no property bisocket.server.maxconnections, so it has no effect;"
                                + " is bisocket.server.limits.max-connections meant?")
                .contains("; is bisocket.clients[my.own].host meant?")
                .doesNotContain("drain")
                .doesNotContain("message-size")
                .doesNotContain("key-name")
                .doesNotContain("bisockets");
    }

    @Test
    void whenAVariableLooksMisspeltThenALineAtTheStartSaysSo(CapturedOutput output) {
        warn(
                Map.of(),
                Map.of(
                        "BISOCKET_SERVER_PROT", "1",
                        "BISOCKET_SERVER_PORT", "1",
                        "BISOCKET_SERVER_SERVICE_HOST", "10.0.0.1",
                        "BISOCKET_TEST_THING", "1"));

        assertThat(output)
                .contains(
                        "The environment variable BISOCKET_SERVER_PROT sets no property; is"
                                + " BISOCKET_SERVER_PORT meant?")
                .doesNotContain("SERVICE")
                .doesNotContain("THING");
        assertThat(output.getOut().lines().filter(line -> line.contains("BISOCKET_"))).hasSize(1);
    }

    @Test
    void whenAPlaceholderNamesItThenItIsNoMistake(CapturedOutput output) {
        warn(
                Map.of(
                        "bisocket.client.host", "${bisocket.gateway:localhost}",
                        "bisocket.gateway", "a.example",
                        "bisocket.client.port", "${BISOCKET_CLIENTS_PORT}"),
                Map.of("BISOCKET_CLIENTS_PORT", "1"));

        assertThat(output).doesNotContain("BISOCKET_CLIENTS_PORT").doesNotContain("gateway");
    }

    private static void warn(Map<String, Object> properties, Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        environment
                .getPropertySources()
                .addLast(new SystemEnvironmentPropertySource("other-systemEnvironment", variables));

        new UnknownProperties(environment).afterSingletonsInstantiated();
    }
}
