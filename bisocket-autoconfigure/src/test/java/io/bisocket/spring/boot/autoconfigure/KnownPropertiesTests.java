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
        "bisocket.cryptokey.x,bisocket.crypto-key",
        "bisocket.server.limits.max-mesage-size,bisocket.server.limits.max-message-size",
        "bisocket.something.else.entirely,"
    })
    void whenAPropertyIsMisspeltThenTheNearestIsFound(String written, String meant) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(written);

        assertThat(known.contains(name)).isFalse();
        assertThat(known.nearest(name).orElse(null)).isEqualTo(meant);
    }

    @Test
    void whenAPropertyIsUnknownThenALineAtTheStartSaysSo(CapturedOutput output) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "test",
                                Map.of(
                                        "bisocket.sever.port", "1",
                                        "bisocket.server.maxConnections", "1",
                                        "bisocket.server.drainTimeout", "1s",
                                        "bisockets.other", "1")));
        environment
                .getPropertySources()
                .addLast(
                        new SystemEnvironmentPropertySource(
                                "other-systemEnvironment", Map.of("BISOCKET_TEST_THING", "1")));

        new UnknownProperties(environment).afterSingletonsInstantiated();

        assertThat(output)
                .contains(
                        "There is no property bisocket.sever.port, so it has no effect; is"
                                + " bisocket.server.port meant? (\"bisocket.sever.port\" from"
                                + " property source \"test\")")
                .contains("There is no property bisocket.server.maxconnections")
                .doesNotContain("drain")
                .doesNotContain("bisockets")
                .doesNotContain("thing");
    }
}
