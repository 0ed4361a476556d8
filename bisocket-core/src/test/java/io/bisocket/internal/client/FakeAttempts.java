package io.bisocket.internal.client;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.CryptoKey;
import io.bisocket.internal.link.FakeLink;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.LinkListener;
import io.bisocket.internal.transport.ClientDialect;
import io.bisocket.internal.transport.Connector;
import io.bisocket.internal.transport.Endpoint;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A format whose attempts the test decides. */
final class FakeAttempts implements ClientDialect {

    final List<LinkListener> listeners = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Link>> results = new CopyOnWriteArrayList<>();
    private final EventLoop loop;

    FakeAttempts(EventLoop loop) {
        this.loop = loop;
    }

    /** How a client with this id connects. */
    ConnectRound.Means means(UUID clientId) {
        return new ConnectRound.Means(server -> new NoConnector(), this, clientId);
    }

    void await(int attempt) {
        Awaitility.await().until(() -> results.size() > attempt);
    }

    FakeLink succeed(int attempt) {
        FakeLink link = new FakeLink();
        await(attempt);
        loop.submit(() -> results.get(attempt).complete(link)).syncUninterruptibly();
        return link;
    }

    void fail(int attempt) {
        await(attempt);
        loop.submit(
                        () ->
                                results.get(attempt)
                                        .completeExceptionally(
                                                new ConnectionLostException("refused")))
                .syncUninterruptibly();
    }

    void tell(int attempt, Consumer<LinkListener> event) {
        loop.submit(() -> event.accept(listeners.get(attempt))).syncUninterruptibly();
    }

    void close(int attempt, @Nullable BiSocketException cause) {
        tell(attempt, listener -> listener.onClosed(cause));
    }

    @Override
    public void key(@Nullable String name, CryptoKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public boolean loopbackOnly() {
        return false;
    }

    @Override
    public void checkMethod(String method) {}

    @Override
    public CompletableFuture<Link> connect(
            Connector connector, UUID clientId, LinkListener listener) {
        CompletableFuture<Link> result = new CompletableFuture<>();
        listeners.add(listener);
        results.add(result);
        return result;
    }

    /** Opens nothing. */
    private static final class NoConnector implements Connector {

        @Override
        public Endpoint server() {
            throw new UnsupportedOperationException();
        }

        @Override
        public EventLoop loop() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Connector to(Endpoint address) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Channel> open(ChannelHandler initializer) {
            throw new UnsupportedOperationException();
        }
    }
}
