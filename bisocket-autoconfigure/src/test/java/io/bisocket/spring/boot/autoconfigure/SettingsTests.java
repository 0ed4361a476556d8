package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bisocket.AddressOrder;
import io.bisocket.Compression;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.Execution;
import io.bisocket.KeyRing;
import io.bisocket.Limits;
import io.bisocket.Reconnect;
import io.bisocket.Transport;
import java.time.Duration;
import java.util.List;
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
        assertThat(server.serviceName()).isEmpty();
        assertThat(server.compression()).isEqualTo(Compression.adaptive());
        assertThat(server.transport()).isEqualTo(Transport.tcp());
        assertThat(server.pythonEncryption()).isNull();
        assertThat(server.execution()).isNull();
        assertThat(server.drainTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(server.sendStackTraces()).isFalse();
    }

    @Test
    void whenOnlyTheHostIsSetThenClientHasDefaults() {
        ClientSettings client = client();

        assertThat(client.addresses()).containsExactly("example.test:65432");
        assertThat(client.addressOrder()).isEqualTo(AddressOrder.AS_GIVEN);
        assertThat(client.serviceName()).isEmpty();
        assertThat(client.compression()).isEqualTo(Compression.adaptive());
        assertThat(client.transport()).isEqualTo(Transport.tcp());
        assertThat(client.keyName()).isNull();
        assertThat(client.pythonEncryption()).isNull();
        assertThat(client.requestTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(client.reconnect()).isEqualTo(Reconnect.defaults());
        assertThat(client.id()).isNotNull();
    }

    @Test
    void whenEverythingIsSetThenServerHasIt() {
        set("bisocket.service-name", "orders");
        set("bisocket.compression.method", "bzip2");
        set("bisocket.compression.threshold", "1KB");
        set("bisocket.event-loops.spin", "2ms");
        set("bisocket.server.address", " ");
        set("bisocket.server.port", "0");
        set("bisocket.server.advertised-address", "[2001:db8::1]:65432");
        set("bisocket.server.execution", "parallel");
        set("bisocket.server.drain-timeout", "5s");
        set("bisocket.server.send-stack-traces", "true");
        set("bisocket.server.python.enabled", "true");
        set("bisocket.server.python.encryption", "faster");
        set("bisocket.server.limits.max-message-size", "1MB");
        set("bisocket.server.limits.max-handshake-size", "2KB");
        set("bisocket.server.limits.handshake-timeout", "1s");
        set("bisocket.server.limits.pairing-timeout", "2s");
        set("bisocket.server.limits.frame-timeout", "3s");
        set("bisocket.server.limits.write-timeout", "4s");
        set("bisocket.server.limits.resume-window", "5s");
        set("bisocket.server.limits.max-connections", "12");
        set("bisocket.server.limits.max-connections-per-address", "11");
        set("bisocket.server.limits.max-pending-connections", "3");
        set("bisocket.server.limits.max-pending-connections-per-address", "4");
        set("bisocket.server.limits.max-queued-requests", "5");
        set("bisocket.server.limits.max-queued-bytes", "6B");
        set("bisocket.server.limits.max-outbox-bytes", "7B");
        set("bisocket.server.limits.max-buffered-bytes", "8GB");
        set("bisocket.server.limits.max-session-attributes", "9");
        set("bisocket.server.limits.max-session-groups", "10");

        assertThat(server())
                .isEqualTo(
                        new ServerSettings(
                                null,
                                0,
                                "[2001:db8::1]:65432",
                                "orders",
                                Compression.bzip2().from(1024),
                                Transport.tcp(Duration.ofMillis(2)),
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
                                        .resumeWindow(Duration.ofSeconds(5))
                                        .maxConnections(12)
                                        .maxConnectionsPerAddress(11)
                                        .maxPendingConnections(3)
                                        .maxPendingConnectionsPerAddress(4)
                                        .maxQueuedRequests(5)
                                        .maxQueuedBytes(6)
                                        .maxOutboxBytes(7)
                                        .maxBufferedBytes(8L * 1024 * 1024 * 1024)
                                        .maxSessionAttributes(9)
                                        .maxSessionGroups(10)
                                        .build()));
    }

    @Test
    void whenEverythingIsSetThenClientHasIt() {
        UUID id = UUID.randomUUID();
        set("bisocket.service-name", "orders");
        set("bisocket.compression.method", "bzip2");
        set("bisocket.compression.threshold", "1KB");
        set("bisocket.event-loops.spin", "2ms");
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
        set("bisocket.client.limits.resume-window", "5s");
        set("bisocket.client.limits.max-queued-requests", "5");
        set("bisocket.client.limits.max-queued-bytes", "6B");
        set("bisocket.client.limits.max-outbox-bytes", "7B");
        set("bisocket.client.limits.max-buffered-bytes", "8GB");

        assertThat(client())
                .isEqualTo(
                        new ClientSettings(
                                ClientNames.unnamed(),
                                List.of("example.test:1"),
                                AddressOrder.AS_GIVEN,
                                "orders",
                                Compression.bzip2().from(1024),
                                Transport.tcp(Duration.ofMillis(2)),
                                null,
                                Encryption.OFF,
                                id,
                                Duration.ofSeconds(5),
                                false,
                                new BiSocketProperties.ClientSsl(null, true),
                                Reconnect.backoff(Duration.ofSeconds(1), Duration.ofSeconds(2)),
                                Limits.builder()
                                        .maxMessageSize(1024 * 1024)
                                        .connectTimeout(Duration.ofSeconds(1))
                                        .frameTimeout(Duration.ofSeconds(3))
                                        .writeTimeout(Duration.ofSeconds(4))
                                        .resumeWindow(Duration.ofSeconds(5))
                                        .maxQueuedRequests(5)
                                        .maxQueuedBytes(6)
                                        .maxOutboxBytes(7)
                                        .maxBufferedBytes(8L * 1024 * 1024 * 1024)
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
        enablePython();
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
        enablePython();
        setVariable("BISOCKET_ENCRYPTION", "rot13");
        assertRefused(this::server, "BISOCKET_ENCRYPTION", "'rot13' is no encryption mode");

        set("bisocket.server.python.encryption", "rot14");
        assertRefused(
                this::server,
                "bisocket.server.python.encryption",
                "'rot14' is no encryption mode; accepted are secure");
    }

    @Test
    void whenADisabledFormatHasSettingsThenThatIsRefused() {
        set("bisocket.server.python.encryption", "off");
        assertRefused(
                this::server,
                "bisocket.server.python.encryption",
                "bisocket.server.python.enabled is false");
        set("bisocket.client.python.encryption", "off");
        assertRefused(
                this::client,
                "bisocket.client.python.encryption",
                "bisocket.client.protocol is native");
    }

    @Test
    void whenTheClientIsNativeThenTheVariableOfTheEncryptionDoesNotMatter() {
        setVariable("BISOCKET_ENCRYPTION", "rot13");
        assertThat(client().pythonEncryption()).isNull();
        assertThat(server().pythonEncryption()).isNull();
    }

    @Test
    void whenTheClientUsesAKeyWithANameThenItIsTheOneOfTheRing() {
        KeyRing ring =
                KeyRing.builder()
                        .key(CryptoKey.of("unnamed"))
                        .key("spring", CryptoKey.of("of spring"))
                        .build();
        assertThat(client().keyOf(ring).key()).isEqualTo(CryptoKey.of("unnamed"));

        set("bisocket.client.key-name", "spring");
        assertThat(client().keyOf(ring).key()).isEqualTo(CryptoKey.of("of spring"));

        set("bisocket.client.key-name", "summer");
        assertThatExceptionOfType(InvalidKeysException.class)
                .isThrownBy(() -> client().keyOf(ring))
                .withMessage(
                        "property bisocket.client.key-name is 'summer', and there is no such key")
                .satisfies(
                        e ->
                                assertThat(e.action())
                                        .contains("bisocket.keys.summer.crypto-key")
                                        .contains("(there are: 'spring')"));
    }

    @Test
    void whenAllKeysHaveNamesThenTheClientHasToNameOne() {
        KeyRing ring = KeyRing.builder().key("spring", CryptoKey.of("of spring")).build();
        assertThatExceptionOfType(InvalidKeysException.class)
                .isThrownBy(() -> client().keyOf(ring))
                .withMessage("the client uses the key without a name, and there is none")
                .satisfies(
                        e ->
                                assertThat(e.action())
                                        .startsWith(
                                                "Set bisocket.client.key-name to one of"
                                                        + " 'spring'"));
    }

    @Test
    void whenTheKeyMayNotSpeakForTheClientThenThatIsRefused() {
        UUID id = UUID.randomUUID();
        KeyRing ring =
                KeyRing.builder()
                        .key("till", CryptoKey.of("of the till"), only -> only.clients(id))
                        .build();
        set("bisocket.client.key-name", "till");
        assertThatExceptionOfType(InvalidKeysException.class)
                .isThrownBy(() -> client().keyOf(ring))
                .withMessageStartingWith("the client's key, 'till' for clients: 1, may not speak")
                .satisfies(e -> assertThat(e.action()).startsWith("Set bisocket.client.id to one"));

        set("bisocket.client.id", id.toString());
        assertThat(client().keyOf(ring).name()).isEqualTo("till");
    }

    @Test
    void whenAClientOfThePythonFormatNamesAKeyThenThatIsRefused() {
        set("bisocket.client.protocol", "python");
        set("bisocket.client.key-name", "spring");
        assertRefused(
                this::client, "bisocket.client.key-name", "bisocket.client.protocol is python");
    }

    @Test
    void whenThePythonFormatHasNoKeyThenThatIsRefused() {
        KeyRing ring = KeyRing.builder().key("spring", CryptoKey.of("of spring")).build();
        server().check(ring);

        set("bisocket.server.python.enabled", "true");
        server().check(KeyRing.of(CryptoKey.of("unnamed")));
        assertThatExceptionOfType(InvalidKeysException.class)
                .isThrownBy(() -> server().check(ring))
                .withMessageStartingWith("property bisocket.server.python.enabled is true, but")
                .satisfies(e -> assertThat(e.action()).startsWith("Set bisocket.crypto-key"));
    }

    @ParameterizedTest
    @CsvSource({
        "bisocket.server.port, -1, a port must be 0 to 65535",
        "bisocket.server.port, 65536, a port must be 0 to 65535",
        "bisocket.server.advertised-address, node-1.example, it must be a host and a port",
        "bisocket.server.drain-timeout, -1s, it must not be negative",
        "bisocket.server.limits.max-message-size, 0B, more than zero",
        "bisocket.server.limits.max-message-size, 1025MB, at most 1 GB",
        "bisocket.server.limits.max-outbox-bytes, 2GB, less than 2 GB",
        "bisocket.server.limits.handshake-timeout, 0s, more than zero",
        "bisocket.server.limits.max-connections, 1, since each client has two sockets",
        "bisocket.server.limits.max-connections-per-address, 0, since each client has two sockets",
        "bisocket.server.limits.max-pending-connections, 0, more than zero",
        "bisocket.server.limits.resume-window, 0s, more than zero",
        "bisocket.event-loops.spin, -1ms, event loops may spin for 0 to 1 s but were to for PT-0.001S",
        "bisocket.event-loops.spin, 2s, event loops may spin for 0 to 1 s but were to for PT2S",
        "bisocket.compression.threshold, -1B, it must not be negative",
        "bisocket.compression.threshold, 2GB, less than 2 GB",
        "bisocket.server.limits.max-buffered-bytes, 0B, more than zero",
        "bisocket.server.limits.max-buffered-bytes, 15MB, less than bisocket.server.limits.max-message-size",
    })
    void whenAServerValueCannotBeThenItsPropertyIsNamed(String name, String value, String reason) {
        set(name, value);
        assertRefused(this::server, name, reason);
    }

    @ParameterizedTest
    @CsvSource({
        "bisocket.event-loops.spin, 1001ms, 0 to 1 s",
        "bisocket.client.port, 0, a port must be 1 to 65535",
        "bisocket.client.request-timeout, 0s, more than zero",
        "bisocket.client.reconnect.initial, 0s, more than zero",
        "bisocket.client.reconnect.initial, 11s, less than bisocket.client.reconnect.initial",
        "bisocket.client.reconnect.maximum, 1ms, less than bisocket.client.reconnect.initial",
        "bisocket.client.limits.max-message-size, 2GB, at most 1 GB",
        "bisocket.client.limits.max-queued-requests, -1, more than zero",
        "bisocket.client.limits.resume-window, -1s, more than zero",
        "bisocket.client.limits.max-buffered-bytes, -1B, more than zero",
        "bisocket.client.limits.max-buffered-bytes, 1MB, raise this",
        "bisocket.client.ssl.verify-hostname, false, set bisocket.client.ssl.bundle too",
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

    @Test
    void whenALibraryIsMissingThenTheMethodOfCompressionIsRefused() {
        set("bisocket.compression.method", "zstd");
        assertRefused(this::server, "bisocket.compression.method", "com.github.luben:zstd-jni");
        assertRefused(this::client, "bisocket.compression.method", "com.github.luben:zstd-jni");
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

    private void enablePython() {
        set("bisocket.server.python.enabled", "true");
        set("bisocket.client.protocol", "python");
    }

    private ServerSettings server() {
        return ServerSettings.of(properties(), environment);
    }

    private ClientSettings client() {
        set("bisocket.client.host", "example.test");
        return ClientSettings.of(properties(), environment);
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
