package io.bisocket.internal.v2;

import io.bisocket.Compression;
import io.bisocket.Limits;
import io.bisocket.internal.crypto.NoiseHandshake;
import io.bisocket.internal.engine.MemoryBudget;
import io.bisocket.internal.engine.Side;
import io.bisocket.internal.keys.ServerKey;
import io.bisocket.internal.keys.ServerKeys;
import io.bisocket.internal.protocol.HelloHeader;
import io.bisocket.internal.protocol.NewSession;
import io.bisocket.internal.protocol.Open;
import io.bisocket.internal.protocol.OpenOk;
import io.bisocket.internal.protocol.Terms;
import io.bisocket.internal.transport.Endpoint;
import io.bisocket.internal.transport.PeerLog;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What all sockets of one server share. Thread-safe. */
final class NativeServer {

    static final int PSK_LENGTH = NoiseHandshake.PSK_LENGTH;

    private final UUID instanceId = UUID.randomUUID();
    private final ServerSessions sessions = new ServerSessions();
    private final PeerLog log = new PeerLog(LoggerFactory.getLogger(NativeServer.class));
    private final ServerKeys keys;
    private final Limits limits;
    private final Tuning tuning;
    private final Compression compression;
    private final MemoryBudget budget;
    private final String advertisedAddress;

    NativeServer(
            ServerKeys keys,
            Limits limits,
            Tuning tuning,
            Compression compression,
            MemoryBudget budget,
            @Nullable Endpoint advertisedAddress) {
        this.keys = keys;
        this.limits = limits;
        this.tuning = tuning;
        this.compression = compression;
        this.budget = budget;
        this.advertisedAddress = advertisedAddress == null ? "" : advertisedAddress.toString();
    }

    UUID instanceId() {
        return instanceId;
    }

    ServerSessions sessions() {
        return sessions;
    }

    ServerKeys keys() {
        return keys;
    }

    /** A session for this client, which nobody knows of yet; perhaps to succeed another one. */
    ServerSide create(Open open, ServerKey key, SessionSocket socket, @Nullable ServerSide former) {
        SessionSetup setup =
                new SessionSetup(
                        Side.SERVER,
                        socket.loop(),
                        "client " + open.clientId(),
                        limits,
                        tuning,
                        new Packing(compression, limits.maxMessageSize()),
                        budget);
        return new ServerSide(
                UUID.randomUUID(), open, key, setup, socket.remoteAddress(), sessions, former);
    }

    OpenOk openOk(Terms terms, @Nullable NewSession announced) {
        return new OpenOk(
                HelloHeader.MINOR,
                instanceId,
                limits.resumeWindow().toMillis(),
                terms,
                advertisedAddress,
                announced);
    }

    void log(SessionSocket socket, String what) {
        log.line(
                Level.INFO,
                "A %s socket from %s was %s"
                        .formatted(socket.role(), socket.remoteAddress(), what));
    }
}
