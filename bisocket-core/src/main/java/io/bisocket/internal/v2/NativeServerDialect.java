package io.bisocket.internal.v2;

import io.bisocket.Compression;
import io.bisocket.KeyRing;
import io.bisocket.Limits;
import io.bisocket.internal.engine.MemoryBudget;
import io.bisocket.internal.keys.ExpiryTimer;
import io.bisocket.internal.keys.ServerKey;
import io.bisocket.internal.keys.ServerKeys;
import io.bisocket.internal.keys.ServerKeysListener;
import io.bisocket.internal.link.SessionHost;
import io.bisocket.internal.protocol.ClientHelloCodec;
import io.bisocket.internal.secure.ServerHello;
import io.bisocket.internal.transport.Endpoint;
import io.bisocket.internal.transport.PeerLog;
import io.bisocket.internal.transport.ServerDialect;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** BiSocket/2 as a server speaks it. Thread-safe. */
public final class NativeServerDialect implements ServerDialect {

    private static final byte[] MAGIC = ClientHelloCodec.magic();

    private final String serviceName;
    private final Limits limits;
    private final ServerKeys keys;
    private final NativeServer server;
    private final PeerLog log = new PeerLog(LoggerFactory.getLogger(NativeServerDialect.class));

    /**
     * Without keys: {@link #keys} is to be called first.
     *
     * @param serviceName what both ends call the service; not sent
     * @param advertisedAddress where clients attach further sockets; null: where they dialled
     * @param timer ends sessions when their key expires
     */
    public NativeServerDialect(
            String serviceName,
            Limits limits,
            Compression compression,
            @Nullable Endpoint advertisedAddress,
            ExpiryTimer timer) {
        this(serviceName, limits, compression, advertisedAddress, timer, Tuning.defaults());
    }

    NativeServerDialect(
            String serviceName,
            Limits limits,
            Compression compression,
            @Nullable Endpoint advertisedAddress,
            ExpiryTimer timer,
            Tuning tuning) {
        this.serviceName = serviceName;
        this.limits = limits;
        this.keys =
                new ServerKeys(
                        serviceName,
                        Clock.systemUTC(),
                        KeyThreads.executor(),
                        timer,
                        new SessionsOfKeys());
        this.server =
                new NativeServer(
                        keys,
                        limits,
                        tuning,
                        compression,
                        MemoryBudget.of(limits.maxBufferedBytes()),
                        advertisedAddress);
    }

    @Override
    public String name() {
        return NativeLink.DIALECT;
    }

    /**
     * Accepts these keys from now on, and no others. Sessions whose key is no longer there end at
     * once; those whose key has expired are asked to be replaced.
     *
     * @return completes when the keys are in force; passphrases take up to a second each
     */
    public CompletableFuture<Void> keys(KeyRing ring) {
        return keys.replace(ring);
    }

    @Override
    public Match match(ByteBuf firstBytes) {
        int length = Math.min(firstBytes.readableBytes(), MAGIC.length);
        for (int i = 0; i < length; i++) {
            if (firstBytes.getByte(firstBytes.readerIndex() + i) != MAGIC[i]) {
                return Match.NO;
            }
        }
        return length == MAGIC.length ? Match.YES : Match.UNDECIDED;
    }

    @Override
    public void accept(Channel channel, SessionHost host) {
        channel.pipeline()
                .addLast(
                        new ServerHello(serviceName, new ServerOpening(server, host), limits, log));
    }

    @Override
    public CompletableFuture<Void> close() {
        keys.close();
        return CompletableFuture.completedFuture(null);
    }

    /** What becomes of sessions when their key changes. */
    private final class SessionsOfKeys implements ServerKeysListener {

        @Override
        public void onRevoked(ServerKey key) {
            server.sessions().withKey(key).forEach(ServerSide::revoke);
        }

        @Override
        public void onRestricted(ServerKey key) {
            server.sessions().withKey(key).stream()
                    .filter(session -> !key.mayServe(session.clientId()))
                    .forEach(ServerSide::revoke);
        }

        @Override
        public void onExpired(ServerKey key) {
            server.sessions().withKey(key).forEach(ServerSide::expire);
        }
    }
}
