package io.bisocket.spring.boot.autoconfigure;

import static io.bisocket.spring.boot.autoconfigure.Settings.bytes;
import static io.bisocket.spring.boot.autoconfigure.Settings.invalid;
import static io.bisocket.spring.boot.autoconfigure.Settings.messageSize;
import static io.bisocket.spring.boot.autoconfigure.Settings.positive;

import io.bisocket.BiSocketServer;
import io.bisocket.Compression;
import io.bisocket.Encryption;
import io.bisocket.Execution;
import io.bisocket.KeyRing;
import io.bisocket.Limits;
import io.bisocket.Transport;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.PythonServer;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.Server;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.ServerLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** What the properties say of the server, complete and without contradictions. */
record ServerSettings(
        @Nullable String address,
        int port,
        @Nullable String advertisedAddress,
        String serviceName,
        Compression compression,
        Transport transport,
        @Nullable Encryption pythonEncryption,
        @Nullable Execution execution,
        boolean sendStackTraces,
        Duration drainTimeout,
        Limits limits) {

    private static final String PREFIX = "bisocket.server.";
    private static final String PYTHON = PREFIX + "python.";
    private static final String LIMITS = PREFIX + "limits.";
    private static final int SOCKETS_OF_A_CLIENT = 2;

    static ServerSettings of(BiSocketProperties properties, Environment environment) {
        Server server = properties.server();
        return new ServerSettings(
                StringUtils.hasText(server.address()) ? server.address() : null,
                Settings.port(PREFIX + "port", server.port(), 0),
                advertisedAddress(server.advertisedAddress()),
                properties.serviceName(),
                Settings.compression(properties.compression()),
                Settings.transport(properties.eventLoops()),
                pythonEncryption(server.python(), environment),
                server.execution(),
                server.sendStackTraces(),
                drainTimeout(server.drainTimeout()),
                limits(server.limits()));
    }

    /**
     * Whether a server with these settings can use these keys.
     *
     * @throws InvalidKeysException if the Python format would have none
     */
    void check(KeyRing keys) {
        boolean unnamed = keys.entries().stream().anyMatch(entry -> entry.name() == null);
        if (pythonEncryption != null && !unnamed) {
            throw new InvalidKeysException(
                    "property %s is true, but the Python format uses the key without a name, and there is none"
                            .formatted(PYTHON + "enabled"),
                    "Set bisocket.crypto-key, or the environment variable CRYPTO_KEY; or set"
                            + " bisocket.server.python.enabled to false.");
        }
    }

    void applyTo(BiSocketServer.Builder builder, KeyRing keys) {
        if (address != null) {
            builder.address(address);
        }
        if (advertisedAddress != null) {
            builder.advertisedAddress(advertisedAddress);
        }
        if (pythonEncryption != null) {
            builder.python(pythonEncryption);
        }
        if (execution != null) {
            builder.execution(execution);
        }
        builder.port(port)
                .keys(keys)
                .serviceName(serviceName)
                .compression(compression)
                .transport(transport)
                .sendStackTraces(sendStackTraces)
                .drainTimeout(drainTimeout)
                .limits(limits);
    }

    private static @Nullable String advertisedAddress(@Nullable String address) {
        if (!StringUtils.hasText(address)) {
            return null;
        }
        try {
            BiSocketServer.builder().advertisedAddress(address);
            return address;
        } catch (IllegalArgumentException e) {
            throw invalid(PREFIX + "advertised-address", address, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Encryption pythonEncryption(
            PythonServer python, Environment environment) {
        if (python.enabled()) {
            return Settings.encryption(PYTHON + "encryption", python.encryption(), environment);
        }
        if (StringUtils.hasText(python.encryption())) {
            throw invalid(
                    PYTHON + "encryption",
                    python.encryption(),
                    "%s is false, so there is nothing to protect: set that to true, or remove this"
                            .formatted(PYTHON + "enabled"));
        }
        return null;
    }

    private static Duration drainTimeout(Duration timeout) {
        if (timeout.isNegative()) {
            throw invalid(PREFIX + "drain-timeout", timeout, "it must not be negative");
        }
        return timeout;
    }

    private static int connections(String name, int value) {
        if (value < SOCKETS_OF_A_CLIENT) {
            throw invalid(name, value, "it must be 2 or more, since each client has two sockets");
        }
        return value;
    }

    private static Limits limits(ServerLimits limits) {
        Limits.Builder builder = Limits.builder();
        if (limits.maxBufferedBytes() != null) {
            builder.maxBufferedBytes(
                    Settings.bufferedBytes(
                            LIMITS + "max-buffered-bytes",
                            limits.maxBufferedBytes(),
                            limits.maxMessageSize(),
                            LIMITS + "max-message-size"));
        }
        return builder.maxMessageSize(
                        messageSize(LIMITS + "max-message-size", limits.maxMessageSize()))
                .maxHandshakeSize(bytes(LIMITS + "max-handshake-size", limits.maxHandshakeSize()))
                .handshakeTimeout(positive(LIMITS + "handshake-timeout", limits.handshakeTimeout()))
                .pairingTimeout(positive(LIMITS + "pairing-timeout", limits.pairingTimeout()))
                .frameTimeout(positive(LIMITS + "frame-timeout", limits.frameTimeout()))
                .writeTimeout(positive(LIMITS + "write-timeout", limits.writeTimeout()))
                .resumeWindow(positive(LIMITS + "resume-window", limits.resumeWindow()))
                .maxConnections(connections(LIMITS + "max-connections", limits.maxConnections()))
                .maxConnectionsPerAddress(
                        connections(
                                LIMITS + "max-connections-per-address",
                                limits.maxConnectionsPerAddress()))
                .maxPendingConnections(
                        positive(
                                LIMITS + "max-pending-connections", limits.maxPendingConnections()))
                .maxPendingConnectionsPerAddress(
                        positive(
                                LIMITS + "max-pending-connections-per-address",
                                limits.maxPendingConnectionsPerAddress()))
                .maxQueuedRequests(
                        positive(LIMITS + "max-queued-requests", limits.maxQueuedRequests()))
                .maxQueuedBytes(bytes(LIMITS + "max-queued-bytes", limits.maxQueuedBytes()))
                .maxOutboxBytes(bytes(LIMITS + "max-outbox-bytes", limits.maxOutboxBytes()))
                .maxSessionAttributes(
                        positive(LIMITS + "max-session-attributes", limits.maxSessionAttributes()))
                .maxSessionGroups(
                        positive(LIMITS + "max-session-groups", limits.maxSessionGroups()))
                .build();
    }
}
