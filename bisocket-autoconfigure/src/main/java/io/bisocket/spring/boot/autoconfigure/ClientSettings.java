package io.bisocket.spring.boot.autoconfigure;

import static io.bisocket.spring.boot.autoconfigure.Settings.bytes;
import static io.bisocket.spring.boot.autoconfigure.Settings.invalid;
import static io.bisocket.spring.boot.autoconfigure.Settings.messageSize;
import static io.bisocket.spring.boot.autoconfigure.Settings.positive;

import io.bisocket.BiSocketClient;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.Limits;
import io.bisocket.Reconnect;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.Client;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.ClientLimits;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.ReconnectDelays;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.springframework.core.env.Environment;
import org.springframework.util.Assert;

/** What the properties say of the client, complete and without contradictions. */
record ClientSettings(
        String host,
        int port,
        CryptoKey key,
        Encryption pythonEncryption,
        UUID id,
        Duration requestTimeout,
        Reconnect reconnect,
        Limits limits) {

    private static final String PREFIX = "bisocket.client.";
    private static final String LIMITS = PREFIX + "limits.";
    private static final String DELAYS = PREFIX + "reconnect.";

    /**
     * Reads the properties.
     *
     * @param client with its host set
     */
    static ClientSettings of(Client client, CryptoKey key, Environment environment) {
        String host = client.host();
        Assert.state(host != null, "bisocket.client.host is not set");
        return new ClientSettings(
                host.strip(),
                Settings.port(PREFIX + "port", client.port(), 1),
                key,
                Settings.encryption(
                        PREFIX + "python.encryption", client.python().encryption(), environment),
                Objects.requireNonNullElseGet(client.id(), UUID::randomUUID),
                positive(PREFIX + "request-timeout", client.requestTimeout()),
                reconnect(client.reconnect()),
                limits(client.limits()));
    }

    void applyTo(BiSocketClient.Builder builder) {
        builder.address(host, port)
                .key(key)
                .python(pythonEncryption)
                .id(id)
                .requestTimeout(requestTimeout)
                .reconnect(reconnect)
                .limits(limits);
    }

    private static Reconnect reconnect(ReconnectDelays delays) {
        if (!delays.enabled()) {
            return never(delays);
        }
        Reconnect defaults = Reconnect.defaults();
        Duration initial =
                positive(
                        DELAYS + "initial",
                        Objects.requireNonNullElse(delays.initial(), defaults.initial()));
        Duration maximum =
                positive(
                        DELAYS + "maximum",
                        Objects.requireNonNullElse(delays.maximum(), defaults.maximum()));
        if (maximum.compareTo(initial) < 0) {
            throw invalid(
                    DELAYS + "maximum",
                    maximum,
                    "it is less than %sinitial, which is %s".formatted(DELAYS, initial));
        }
        return Reconnect.backoff(initial, maximum);
    }

    private static Reconnect never(ReconnectDelays delays) {
        String delay = delays.initial() != null ? "initial" : "maximum";
        if (delays.initial() != null || delays.maximum() != null) {
            throw invalid(
                    DELAYS + delay,
                    Objects.requireNonNullElse(delays.initial(), delays.maximum()),
                    "%senabled is false, so there is no delay: remove one of the two"
                            .formatted(DELAYS));
        }
        return Reconnect.never();
    }

    private static Limits limits(ClientLimits limits) {
        return Limits.builder()
                .maxMessageSize(messageSize(LIMITS + "max-message-size", limits.maxMessageSize()))
                .connectTimeout(positive(LIMITS + "connect-timeout", limits.connectTimeout()))
                .frameTimeout(positive(LIMITS + "frame-timeout", limits.frameTimeout()))
                .writeTimeout(positive(LIMITS + "write-timeout", limits.writeTimeout()))
                .maxQueuedRequests(
                        positive(LIMITS + "max-queued-requests", limits.maxQueuedRequests()))
                .maxQueuedBytes(bytes(LIMITS + "max-queued-bytes", limits.maxQueuedBytes()))
                .maxOutboxBytes(bytes(LIMITS + "max-outbox-bytes", limits.maxOutboxBytes()))
                .build();
    }
}
