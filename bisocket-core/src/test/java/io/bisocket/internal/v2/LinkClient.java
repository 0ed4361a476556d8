package io.bisocket.internal.v2;

import io.bisocket.Compression;
import io.bisocket.CryptoKey;
import io.bisocket.Limits;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.transport.Connector;
import io.bisocket.internal.transport.Endpoint;
import io.bisocket.internal.transport.EventLoops;
import io.bisocket.internal.transport.NettyConnector;
import io.netty.channel.EventLoop;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A client of links alone. */
final class LinkClient implements AutoCloseable {

    final UUID id;
    final NativeClientDialect dialect;
    final TestListener listener;
    private final EventLoops loops = EventLoops.shared();
    private final Limits limits;
    private @Nullable Link link;

    LinkClient(CryptoKey key, Limits limits, TestHandlers handlers) {
        this(UUID.randomUUID(), null, key, limits, handlers, Tuning.defaults());
    }

    LinkClient(
            UUID id,
            @Nullable String keyName,
            CryptoKey key,
            Limits limits,
            TestHandlers handlers,
            Tuning tuning) {
        this.id = id;
        this.limits = limits;
        this.listener = new TestListener(handlers, null);
        this.dialect =
                new NativeClientDialect(
                        keyName, key, "test", limits, Compression.adaptive(), tuning);
    }

    CompletableFuture<Link> connectAsync(int port) {
        return connectAsync(connector(port));
    }

    CompletableFuture<Link> connectAsync(Connector connector) {
        return dialect.connect(connector, id, listener);
    }

    Connector connector(int port) {
        EventLoop loop = loops.group().next();
        return new NettyConnector(
                loops, loop, new Endpoint("127.0.0.1", port), limits.connectTimeout(), false, null);
    }

    Link connect(int port) {
        Link connected = connectAsync(port).join();
        link = connected;
        return connected;
    }

    @Override
    public void close() {
        if (link != null) {
            link.close().join();
        }
        loops.release();
    }
}
