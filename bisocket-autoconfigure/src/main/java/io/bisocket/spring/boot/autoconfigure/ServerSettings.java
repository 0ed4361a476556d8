package io.bisocket.spring.boot.autoconfigure;

import static io.bisocket.spring.boot.autoconfigure.Settings.bytes;
import static io.bisocket.spring.boot.autoconfigure.Settings.invalid;
import static io.bisocket.spring.boot.autoconfigure.Settings.messageSize;
import static io.bisocket.spring.boot.autoconfigure.Settings.positive;

import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.Execution;
import io.bisocket.Limits;
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
        CryptoKey key,
        Encryption pythonEncryption,
        Execution execution,
        boolean sendStackTraces,
        Duration drainTimeout,
        Limits limits) {

    private static final String PREFIX = "bisocket.server.";
    private static final String LIMITS = PREFIX + "limits.";

    static ServerSettings of(Server server, CryptoKey key, Environment environment) {
        return new ServerSettings(
                StringUtils.hasText(server.address()) ? server.address() : null,
                Settings.port(PREFIX + "port", server.port(), 0),
                key,
                pythonEncryption(server.python(), environment),
                server.execution(),
                server.sendStackTraces(),
                drainTimeout(server.drainTimeout()),
                limits(server.limits()));
    }

    void applyTo(BiSocketServer.Builder builder) {
        if (address != null) {
            builder.address(address);
        }
        builder.port(port)
                .key(key)
                .python(pythonEncryption)
                .execution(execution)
                .sendStackTraces(sendStackTraces)
                .drainTimeout(drainTimeout)
                .limits(limits);
    }

    private static Encryption pythonEncryption(PythonServer python, Environment environment) {
        String enabled = PREFIX + "python.enabled";
        String encryption = PREFIX + "python.encryption";
        if (!python.enabled() && StringUtils.hasText(python.encryption())) {
            throw invalid(
                    encryption,
                    python.encryption(),
                    "%s is false, so there is nothing to protect: remove one of the two"
                            .formatted(enabled));
        }
        if (!python.enabled()) {
            throw invalid(
                    enabled,
                    false,
                    "it is the only format that there is, so the server could talk to nobody; set"
                            + " bisocket.server.enabled to false for no server");
        }
        return Settings.encryption(encryption, python.encryption(), environment);
    }

    private static Duration drainTimeout(Duration timeout) {
        if (timeout.isNegative()) {
            throw invalid(PREFIX + "drain-timeout", timeout, "it must not be negative");
        }
        return timeout;
    }

    private static Limits limits(ServerLimits limits) {
        return Limits.builder()
                .maxMessageSize(messageSize(LIMITS + "max-message-size", limits.maxMessageSize()))
                .maxHandshakeSize(bytes(LIMITS + "max-handshake-size", limits.maxHandshakeSize()))
                .handshakeTimeout(positive(LIMITS + "handshake-timeout", limits.handshakeTimeout()))
                .pairingTimeout(positive(LIMITS + "pairing-timeout", limits.pairingTimeout()))
                .frameTimeout(positive(LIMITS + "frame-timeout", limits.frameTimeout()))
                .writeTimeout(positive(LIMITS + "write-timeout", limits.writeTimeout()))
                .maxConnections(positive(LIMITS + "max-connections", limits.maxConnections()))
                .maxConnectionsPerAddress(
                        positive(
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
                .build();
    }
}
