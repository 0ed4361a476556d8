package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.AddressOrder;
import io.bisocket.Compression;
import io.bisocket.Encryption;
import io.bisocket.Execution;
import io.bisocket.Limits;
import io.bisocket.Reconnect;
import io.bisocket.Transport;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SettingsTests extends BoundSettingsTest {

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
}
