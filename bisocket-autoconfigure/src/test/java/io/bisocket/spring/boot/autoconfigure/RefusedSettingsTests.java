package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bisocket.Reconnect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Properties that cannot be. */
class RefusedSettingsTests extends BoundSettingsTest {

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
}
