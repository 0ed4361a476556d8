package io.bisocket.internal.v2;

import io.bisocket.Compression;
import io.bisocket.CryptoKey;
import io.bisocket.Limits;
import io.bisocket.internal.engine.MemoryBudget;
import io.bisocket.internal.keys.ClientKey;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.LinkListener;
import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.session.BuiltInKey;
import io.bisocket.internal.transport.ClientDialect;
import io.bisocket.internal.transport.Connector;
import io.netty.buffer.ByteBufUtil;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * BiSocket/2 as a client speaks it; one for each client. There is no other format that it would
 * fall back to. Thread-safe.
 */
public final class NativeClientDialect implements ClientDialect {

    private final UUID instanceId = UUID.randomUUID();
    private final String serviceName;
    private final Limits limits;
    private final Compression compression;
    private final MemoryBudget budget;
    private final Tuning tuning;
    private volatile Key key;

    /** The key of new sessions, as it was given and as it is being prepared. */
    private record Key(CryptoKey given, CompletableFuture<ClientKey> prepared) {}

    /**
     * @param keyName the key's name in the server's ring; null for the key without one
     * @param serviceName what both ends call the service; not sent
     */
    public NativeClientDialect(
            @Nullable String keyName,
            CryptoKey key,
            String serviceName,
            Limits limits,
            Compression compression) {
        this(keyName, key, serviceName, limits, compression, Tuning.defaults());
    }

    NativeClientDialect(
            @Nullable String keyName,
            CryptoKey key,
            String serviceName,
            Limits limits,
            Compression compression,
            Tuning tuning) {
        this.serviceName = serviceName;
        this.limits = limits;
        this.compression = compression;
        this.budget = MemoryBudget.of(limits.maxBufferedBytes());
        this.tuning = tuning;
        this.key = prepare(keyName, key);
    }

    @Override
    public String name() {
        return NativeLink.DIALECT;
    }

    @Override
    public boolean loopbackOnly() {
        return key.given().isBuiltIn();
    }

    @Override
    public void checkMethod(String method) {
        int length = ByteBufUtil.utf8Bytes(method);
        if (length == 0 || length > DataHead.MAX_METHOD_LENGTH) {
            throw new IllegalArgumentException(
                    "a method name must be 1 to 255 bytes of UTF-8 but '%s' is %d"
                            .formatted(method, length));
        }
    }

    @Override
    public void key(@Nullable String name, CryptoKey newKey) {
        key = prepare(name, newKey);
    }

    private Key prepare(@Nullable String name, CryptoKey given) {
        if (given.isBuiltIn()) {
            BuiltInKey.warnOnce();
        }
        return new Key(given, ClientKey.prepare(name, given, serviceName, KeyThreads.executor()));
    }

    @Override
    public CompletableFuture<Link> connect(
            Connector connector, UUID clientId, LinkListener listener) {
        CompletableFuture<Link> link = new CompletableFuture<>();
        key.prepared()
                .whenCompleteAsync(
                        (prepared, failure) -> {
                            if (failure != null) {
                                link.completeExceptionally(failure);
                            } else if (!link.isDone()) {
                                start(connector, clientId, listener, prepared, link);
                            }
                        },
                        connector.loop());
        return link;
    }

    private void start(
            Connector connector,
            UUID clientId,
            LinkListener listener,
            ClientKey prepared,
            CompletableFuture<Link> link) {
        ClientSetup setup =
                new ClientSetup(
                        connector,
                        clientId,
                        instanceId,
                        prepared,
                        serviceName,
                        limits,
                        compression,
                        budget,
                        tuning);
        new ClientSide(setup, listener).start(link);
    }
}
