package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.Execution;
import io.bisocket.Limits;
import io.bisocket.Reconnect;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingsTests {

    private final StandardEnvironment environment = new StandardEnvironment();

    SettingsTests() {
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        ConfigurationPropertySources.attach(environment);
    }

    @Test
    void whenNothingIsSetThenLimitsAreThoseOfTheCore() {
        assertThat(server().limits()).isEqualTo(Limits.defaults());
        assertThat(client().limits()).isEqualTo(Limits.defaults());
    }

    @Test
    void whenNothingIsSetThenServerHasDefaults() {
        ServerSettings server = server();

        assertThat(server.address()).isNull();
        assertThat(server.port()).isEqualTo(65432);
        assertThat(server.key().isBuiltIn()).isTrue();
        assertThat(server.pythonEncryption()).isEqualTo(Encryption.SECURE);
        assertThat(server.execution()).isEqualTo(Execution.IN_ORDER);
        assertThat(server.drainTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(server.sendStackTraces()).isFalse();
    }

    @Test
    void whenOnlyTheHostIsSetThenClientHasDefaults() {
        ClientSettings client = client();

        assertThat(client.host()).isEqualTo("example.test");
        assertThat(client.port()).isEqualTo(65432);
        assertThat(client.pythonEncryption()).isEqualTo(Encryption.SECURE);
        assertThat(client.requestTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(client.reconnect()).isEqualTo(Reconnect.defaults());
        assertThat(client.id()).isNotNull();
    }

    @Test
    void whenEverythingIsSetThenServerHasIt() {
        set("bisocket.server.address", " ");
        set("bisocket.server.port", "0");
        set("bisocket.server.execution", "parallel");
        set("bisocket.server.drain-timeout", "5s");
        set("bisocket.server.send-stack-traces", "true");
        set("bisocket.server.python.encryption", "faster");
        set("bisocket.server.limits.max-message-size", "1MB");
        set("bisocket.server.limits.max-handshake-size", "2KB");
        set("bisocket.server.limits.handshake-timeout", "1s");
        set("bisocket.server.limits.pairing-timeout", "2s");
        set("bisocket.server.limits.frame-timeout", "3s");
        set("bisocket.server.limits.write-timeout", "4s");
        set("bisocket.server.limits.max-connections", "1");
        set("bisocket.server.limits.max-connections-per-address", "2");
        set("bisocket.server.limits.max-pending-connections", "3");
        set("bisocket.server.limits.max-pending-connections-per-address", "4");
        set("bisocket.server.limits.max-queued-requests", "5");
        set("bisocket.server.limits.max-queued-bytes", "6B");
        set("bisocket.server.limits.max-outbox-bytes", "7B");

        assertThat(server())
                .isEqualTo(
                        new ServerSettings(
                                null,
                                0,
                                CryptoKey.builtIn(),
                                Encryption.FASTER,
                                Execution.PARALLEL,
                                true,
                                Duration.ofSeconds(5),
                                Limits.builder()
                                        .maxMessageSize(1024 * 1024)
                                        .maxHandshakeSize(2048)
                                        .handshakeTimeout(Duration.ofSeconds(1))
                                        .pairingTimeout(Duration.ofSeconds(2))
                                        .frameTimeout(Duration.ofSeconds(3))
                                        .writeTimeout(Duration.ofSeconds(4))
                                        .maxConnections(1)
                                        .maxConnectionsPerAddress(2)
                                        .maxPendingConnections(3)
                                        .maxPendingConnectionsPerAddress(4)
                                        .maxQueuedRequests(5)
                                        .maxQueuedBytes(6)
                                        .maxOutboxBytes(7)
                                        .build()));
    }

    @Test
    void whenEverythingIsSetThenClientHasIt() {
        UUID id = UUID.randomUUID();
        set("bisocket.client.port", "1");
        set("bisocket.client.protocol", "python");
        set("bisocket.client.id", id.toString());
        set("bisocket.client.request-timeout", "5s");
        set("bisocket.client.python.encryption", "none");
        set("bisocket.client.reconnect.initial", "1s");
        set("bisocket.client.reconnect.maximum", "2s");
        set("bisocket.client.limits.max-message-size", "1MB");
        set("bisocket.client.limits.connect-timeout", "1s");
        set("bisocket.client.limits.frame-timeout", "3s");
        set("bisocket.client.limits.write-timeout", "4s");
        set("bisocket.client.limits.max-queued-requests", "5");
        set("bisocket.client.limits.max-queued-bytes", "6B");
        set("bisocket.client.limits.max-outbox-bytes", "7B");

        assertThat(client())
                .isEqualTo(
                        new ClientSettings(
                                "example.test",
                                1,
                                CryptoKey.builtIn(),
                                Encryption.OFF,
                                id,
                                Duration.ofSeconds(5),
                                Reconnect.backoff(Duration.ofSeconds(1), Duration.ofSeconds(2)),
                                Limits.builder()
                                        .maxMessageSize(1024 * 1024)
                                        .connectTimeout(Duration.ofSeconds(1))
                                        .frameTimeout(Duration.ofSeconds(3))
                                        .writeTimeout(Duration.ofSeconds(4))
                                        .maxQueuedRequests(5)
                                        .maxQueuedBytes(6)
                                        .maxOutboxBytes(7)
                                        .build()));
    }

    @ParameterizedTest
    @CsvSource({
        "fast, FASTER",
        "no-compress, FASTER",
        "OFF, OFF",
        "false, OFF",
        "plaintext, OFF",
        "secure, SECURE",
        "true, SECURE",
        "'', SECURE"
    })
    void whenVariableNamesTheEncryptionThenItIsTheDefault(String word, Encryption encryption) {
        setVariable("BISOCKET_ENCRYPTION", word);
        assertThat(server().pythonEncryption()).isEqualTo(encryption);
        assertThat(client().pythonEncryption()).isEqualTo(encryption);

        set("bisocket.server.python.encryption", "faster");
        set("bisocket.client.python.encryption", "faster");
        assertThat(server().pythonEncryption()).isEqualTo(Encryption.FASTER);
        assertThat(client().pythonEncryption()).isEqualTo(Encryption.FASTER);
    }

    @Test
    void whenEncryptionIsUnknownThenItIsRefused() {
        setVariable("BISOCKET_ENCRYPTION", "rot13");
        assertRefused(this::server, "BISOCKET_ENCRYPTION", "'rot13' is no encryption mode");

        set("bisocket.server.python.encryption", "rot14");
        assertRefused(
                this::server,
                "bisocket.server.python.encryption",
                "'rot14' is no encryption mode; accepted are secure");
    }

    @Test
    void whenTheOnlyFormatIsDisabledThenThatIsRefused() {
        set("bisocket.server.python.enabled", "false");
        assertRefused(this::server, "bisocket.server.python.enabled", "it is the only format that");
    }

    @Test
    void whenADisabledFormatHasSettingsThenThatIsRefused() {
        set("bisocket.server.python.enabled", "false");
        set("bisocket.server.python.encryption", "off");
        assertRefused(
                this::server,
                "bisocket.server.python.encryption",
                "bisocket.server.python.enabled is false");
    }

    @ParameterizedTest
    @CsvSource({
        "bisocket.server.port, -1, a port must be 0 to 65535",
        "bisocket.server.port, 65536, a port must be 0 to 65535",
        "bisocket.server.drain-timeout, -1s, it must not be negative",
        "bisocket.server.limits.max-message-size, 0B, more than zero",
        "bisocket.server.limits.max-message-size, 1025MB, at most 1 GB",
        "bisocket.server.limits.max-outbox-bytes, 2GB, less than 2 GB",
        "bisocket.server.limits.handshake-timeout, 0s, more than zero",
        "bisocket.server.limits.max-connections, 0, more than zero",
    })
    void whenAServerValueCannotBeThenItsPropertyIsNamed(String name, String value, String reason) {
        set(name, value);
        assertRefused(this::server, name, reason);
    }

    @ParameterizedTest
    @CsvSource({
        "bisocket.client.port, 0, a port must be 1 to 65535",
        "bisocket.client.request-timeout, 0s, more than zero",
        "bisocket.client.reconnect.initial, 0s, more than zero",
        "bisocket.client.reconnect.initial, 11s, less than bisocket.client.reconnect.initial",
        "bisocket.client.reconnect.maximum, 1ms, less than bisocket.client.reconnect.initial",
        "bisocket.client.limits.max-message-size, 2GB, at most 1 GB",
        "bisocket.client.limits.max-queued-requests, -1, more than zero",
    })
    void whenAClientValueCannotBeThenItsPropertyIsNamed(String name, String value, String reason) {
        set(name, value);
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(this::client)
                .satisfies(e -> assertThat(e.getReason()).contains(reason));
    }

    @Test
    void whenReconnectIsOffThenItHasNoDelays() {
        set("bisocket.client.reconnect.enabled", "false");
        assertThat(client().reconnect()).isEqualTo(Reconnect.never());

        set("bisocket.client.reconnect.maximum", "1s");
        assertRefused(
                this::client,
                "bisocket.client.reconnect.maximum",
                "bisocket.client.reconnect.enabled is false");
    }

    private static void assertRefused(Runnable reading, String name, String reason) {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(reading::run)
                .satisfies(
                        e -> {
                            assertThat(e.getName()).isEqualTo(name);
                            assertThat(e.getReason()).contains(reason);
                        });
    }

    private ServerSettings server() {
        return ServerSettings.of(properties().server(), CryptoKey.builtIn(), environment);
    }

    private ClientSettings client() {
        set("bisocket.client.host", "example.test");
        return ClientSettings.of(properties().client(), CryptoKey.builtIn(), environment);
    }

    private BiSocketProperties properties() {
        return Binder.get(environment).bindOrCreate("bisocket", BiSocketProperties.class);
    }

    private void set(String name, String value) {
        environment.getPropertySources().addFirst(new MapPropertySource(name, Map.of(name, value)));
    }

    private void setVariable(String name, String value) {
        String source = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment
                .getPropertySources()
                .addLast(
                        new SystemEnvironmentPropertySource(
                                name + "-" + source, Map.of(name, value)));
    }
}
