package io.bisocket.spring.boot.autoconfigure;

import static io.bisocket.spring.boot.autoconfigure.Settings.bytes;
import static io.bisocket.spring.boot.autoconfigure.Settings.invalid;
import static io.bisocket.spring.boot.autoconfigure.Settings.messageSize;
import static io.bisocket.spring.boot.autoconfigure.Settings.positive;

import io.bisocket.Encryption;
import io.bisocket.Limits;
import io.bisocket.Reconnect;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.Client;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.ClientLimits;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.ClientSsl;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.Protocol;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.ReconnectDelays;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Reads what the properties say of one client, and refuses contradictions by their names. */
final class ClientSettingsReader {

    private static final String LIMITS = "limits.";
    private static final String DELAYS = "reconnect.";

    private final ConfiguredClient configured;
    private final ClientNames names;
    private final Client client;

    ClientSettingsReader(ConfiguredClient client) {
        this.configured = client;
        this.names = client.names();
        this.client = client.properties();
    }

    ClientSettings read(BiSocketProperties common, Environment environment) {
        return new ClientSettings(
                names,
                new ClientAddressReader(configured, environment).read(),
                client.addressOrder(),
                common.serviceName(),
                Settings.compression(common.compression()),
                Settings.transport(common.eventLoops()),
                keyName(),
                pythonEncryption(environment),
                Objects.requireNonNullElseGet(client.id(), UUID::randomUUID),
                positive(names.property("request-timeout"), client.requestTimeout()),
                client.failFast(),
                ssl(client.ssl()),
                reconnect(client.reconnect()),
                limits(client.limits()));
    }

    private @Nullable String keyName() {
        String name = client.keyName();
        if (!StringUtils.hasText(name)) {
            return null;
        }
        if (client.protocol() == Protocol.PYTHON) {
            throw invalid(
                    names.property("key-name"),
                    name,
                    "%s is python, and the Python format knows no names of keys: remove one of the two"
                            .formatted(names.property("protocol")));
        }
        return name;
    }

    private @Nullable Encryption pythonEncryption(Environment environment) {
        String property = names.property("python.encryption");
        String encryption = client.python().encryption();
        if (client.protocol() == Protocol.PYTHON) {
            return Settings.encryption(property, encryption, environment);
        }
        if (StringUtils.hasText(encryption)) {
            throw invalid(
                    property,
                    encryption,
                    "%s is native, which is always encrypted: set that to python, or remove this"
                            .formatted(names.property("protocol")));
        }
        return null;
    }

    private ClientSsl ssl(ClientSsl ssl) {
        if (!ssl.verifyHostname() && !StringUtils.hasText(ssl.bundle())) {
            throw invalid(
                    names.property("ssl.verify-hostname"),
                    false,
                    "there are certificates with TLS alone: set %s too, or remove this"
                            .formatted(names.property("ssl.bundle")));
        }
        return ssl;
    }

    private Reconnect reconnect(ReconnectDelays delays) {
        if (!delays.enabled()) {
            return never(delays);
        }
        Reconnect defaults = Reconnect.defaults();
        Duration initial =
                positive(
                        names.property(DELAYS + "initial"),
                        Objects.requireNonNullElse(delays.initial(), defaults.initial()));
        Duration maximum =
                positive(
                        names.property(DELAYS + "maximum"),
                        Objects.requireNonNullElse(delays.maximum(), defaults.maximum()));
        if (maximum.compareTo(initial) < 0) {
            throw invalid(
                    names.property(DELAYS + "maximum"),
                    maximum,
                    "it is less than %s, which is %s"
                            .formatted(names.property(DELAYS + "initial"), initial));
        }
        return Reconnect.backoff(initial, maximum);
    }

    private Reconnect never(ReconnectDelays delays) {
        String delay = delays.initial() != null ? "initial" : "maximum";
        if (delays.initial() != null || delays.maximum() != null) {
            throw invalid(
                    names.property(DELAYS + delay),
                    Objects.requireNonNullElse(delays.initial(), delays.maximum()),
                    "%s is false, so there is no delay: remove one of the two"
                            .formatted(names.property(DELAYS + "enabled")));
        }
        return Reconnect.never();
    }

    private Limits limits(ClientLimits limits) {
        Limits.Builder builder = Limits.builder();
        if (limits.maxBufferedBytes() != null) {
            builder.maxBufferedBytes(
                    Settings.bufferedBytes(
                            names.property(LIMITS + "max-buffered-bytes"),
                            limits.maxBufferedBytes(),
                            limits.maxMessageSize(),
                            names.property(LIMITS + "max-message-size")));
        }
        return builder.maxMessageSize(
                        messageSize(
                                names.property(LIMITS + "max-message-size"),
                                limits.maxMessageSize()))
                .connectTimeout(
                        positive(
                                names.property(LIMITS + "connect-timeout"),
                                limits.connectTimeout()))
                .frameTimeout(
                        positive(names.property(LIMITS + "frame-timeout"), limits.frameTimeout()))
                .writeTimeout(
                        positive(names.property(LIMITS + "write-timeout"), limits.writeTimeout()))
                .resumeWindow(
                        positive(names.property(LIMITS + "resume-window"), limits.resumeWindow()))
                .maxQueuedRequests(
                        positive(
                                names.property(LIMITS + "max-queued-requests"),
                                limits.maxQueuedRequests()))
                .maxQueuedBytes(
                        bytes(names.property(LIMITS + "max-queued-bytes"), limits.maxQueuedBytes()))
                .maxOutboxBytes(
                        bytes(names.property(LIMITS + "max-outbox-bytes"), limits.maxOutboxBytes()))
                .build();
    }
}
