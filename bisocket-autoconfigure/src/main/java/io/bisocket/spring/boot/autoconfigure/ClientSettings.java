package io.bisocket.spring.boot.autoconfigure;

import static io.bisocket.spring.boot.autoconfigure.Settings.bytes;
import static io.bisocket.spring.boot.autoconfigure.Settings.invalid;
import static io.bisocket.spring.boot.autoconfigure.Settings.messageSize;
import static io.bisocket.spring.boot.autoconfigure.Settings.positive;

import io.bisocket.BiSocketClient;
import io.bisocket.Compression;
import io.bisocket.Encryption;
import io.bisocket.KeyRing;
import io.bisocket.Limits;
import io.bisocket.Reconnect;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.Client;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.ClientLimits;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.Protocol;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.ReconnectDelays;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/** What the properties say of the client, complete and without contradictions. */
record ClientSettings(
        String host,
        int port,
        String serviceName,
        Compression compression,
        @Nullable String keyName,
        @Nullable Encryption pythonEncryption,
        UUID id,
        Duration requestTimeout,
        Reconnect reconnect,
        Limits limits) {

    private static final Logger log = LoggerFactory.getLogger(ClientSettings.class);

    private static final String PREFIX = "bisocket.client.";
    private static final String KEY_NAME = PREFIX + "key-name";
    private static final String PROTOCOL = PREFIX + "protocol";
    private static final String LIMITS = PREFIX + "limits.";
    private static final String DELAYS = PREFIX + "reconnect.";

    /**
     * Reads the properties.
     *
     * @param properties with the client's host set
     */
    static ClientSettings of(BiSocketProperties properties, Environment environment) {
        Client client = properties.client();
        String host = client.host();
        Assert.state(host != null, "bisocket.client.host is not set");
        return new ClientSettings(
                host.strip(),
                Settings.port(PREFIX + "port", client.port(), 1),
                properties.serviceName(),
                Settings.compression(properties.compression()),
                keyName(client),
                pythonEncryption(client, environment),
                Objects.requireNonNullElseGet(client.id(), UUID::randomUUID),
                positive(PREFIX + "request-timeout", client.requestTimeout()),
                reconnect(client.reconnect()),
                limits(client.limits()));
    }

    /**
     * The one of these keys that the client uses.
     *
     * @throws InvalidKeysException if it is not there, or may not speak for this client
     */
    KeyRing.Entry keyOf(KeyRing keys) {
        KeyRing.Entry key =
                keys.entries().stream()
                        .filter(entry -> Objects.equals(entry.name(), keyName))
                        .findFirst()
                        .orElseThrow(() -> noSuchKey(keys));
        if (!key.clients().isEmpty() && !key.clients().contains(id)) {
            throw new InvalidKeysException(
                    "the client's key, %s, may not speak for its id, %s".formatted(key, id),
                    "Set %sid to one of the clients of the key, or %s to another key."
                            .formatted(PREFIX, KEY_NAME));
        }
        return key;
    }

    void applyTo(BiSocketClient.Builder builder, KeyRing keys) {
        KeyRing.Entry key = keyOf(keys);
        warnIfExpired(key);
        if (key.name() == null) {
            builder.key(key.key());
        } else {
            builder.key(key.name(), key.key());
        }
        if (pythonEncryption != null) {
            builder.python(pythonEncryption);
        }
        builder.address(host, port)
                .serviceName(serviceName)
                .compression(compression)
                .id(id)
                .requestTimeout(requestTimeout)
                .reconnect(reconnect)
                .limits(limits);
    }

    private static void warnIfExpired(KeyRing.Entry key) {
        if (key.notAfter() != null && key.notAfter().isBefore(Instant.now())) {
            log.warn("The client's key has expired, so no server accepts it any more: {}", key);
        }
    }

    private InvalidKeysException noSuchKey(KeyRing keys) {
        String names =
                keys.entries().stream()
                        .map(KeyRing.Entry::name)
                        .filter(Objects::nonNull)
                        .map(name -> "'" + name + "'")
                        .collect(Collectors.joining(", "));
        if (keyName == null) {
            return new InvalidKeysException(
                    "the client uses the key without a name, and there is none",
                    "Set %s to one of %s; or set bisocket.crypto-key, or the environment variable CRYPTO_KEY."
                            .formatted(KEY_NAME, names));
        }
        return new InvalidKeysException(
                "property %s is '%s', and there is no such key".formatted(KEY_NAME, keyName),
                "Set %s, or another %s (there are: %s)."
                        .formatted(
                                ConfiguredKeys.property(keyName, "crypto-key"),
                                KEY_NAME,
                                names.isEmpty() ? "none" : names));
    }

    private static @Nullable String keyName(Client client) {
        String name = client.keyName();
        if (!StringUtils.hasText(name)) {
            return null;
        }
        if (client.protocol() == Protocol.PYTHON) {
            throw invalid(
                    KEY_NAME,
                    name,
                    "%s is python, and the Python format knows no names of keys: remove one of the two"
                            .formatted(PROTOCOL));
        }
        return name;
    }

    private static @Nullable Encryption pythonEncryption(Client client, Environment environment) {
        String property = PREFIX + "python.encryption";
        String encryption = client.python().encryption();
        if (client.protocol() == Protocol.PYTHON) {
            return Settings.encryption(property, encryption, environment);
        }
        if (StringUtils.hasText(encryption)) {
            throw invalid(
                    property,
                    encryption,
                    "%s is native, which is always encrypted: set that to python, or remove this"
                            .formatted(PROTOCOL));
        }
        return null;
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
        Limits.Builder builder = Limits.builder();
        if (limits.maxBufferedBytes() != null) {
            builder.maxBufferedBytes(
                    positive(LIMITS + "max-buffered-bytes", limits.maxBufferedBytes()));
        }
        return builder.maxMessageSize(
                        messageSize(LIMITS + "max-message-size", limits.maxMessageSize()))
                .connectTimeout(positive(LIMITS + "connect-timeout", limits.connectTimeout()))
                .frameTimeout(positive(LIMITS + "frame-timeout", limits.frameTimeout()))
                .writeTimeout(positive(LIMITS + "write-timeout", limits.writeTimeout()))
                .resumeWindow(positive(LIMITS + "resume-window", limits.resumeWindow()))
                .maxQueuedRequests(
                        positive(LIMITS + "max-queued-requests", limits.maxQueuedRequests()))
                .maxQueuedBytes(bytes(LIMITS + "max-queued-bytes", limits.maxQueuedBytes()))
                .maxOutboxBytes(bytes(LIMITS + "max-outbox-bytes", limits.maxOutboxBytes()))
                .build();
    }
}
