package io.bisocket.internal.client;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import io.bisocket.HandlerFailure;
import io.bisocket.Message;
import io.bisocket.RequestId;
import io.bisocket.internal.python.PythonClientDialect;
import io.bisocket.internal.session.WhenFull;
import io.bisocket.internal.session.Workers;
import io.bisocket.internal.transport.ClientDialect;
import io.bisocket.internal.transport.Endpoint;
import io.bisocket.internal.transport.EventLoops;
import io.bisocket.internal.transport.NettyConnector;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client: what callers see of a {@link ClientConnection}, a {@link Requester} and an {@link
 * Inbox}.
 */
final class DefaultClient implements BiSocketClient, ClientEvents {

    private static final Logger log = LoggerFactory.getLogger(DefaultClient.class);
    private static final int DRAIN_SECONDS = 5;

    private final ClientSettings settings;
    private final Endpoint server;
    private final ClientDialect dialect;
    private final Workers workers;
    private final EventLoops loops;
    private final ClientConnection connection;
    private final Requester requester;
    private final Inbox inbox;
    private final Notifier notifier;
    private final CallerFutures callers;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final CompletableFuture<Void> closedForCallers;

    DefaultClient(ClientSettings settings) {
        this.settings = settings;
        this.server = new Endpoint(settings.host(), settings.port());
        this.dialect =
                new PythonClientDialect(settings.encryption(), settings.key(), settings.limits());
        this.workers = Workers.of(settings.executor(), "bisocket-client");
        this.loops = EventLoops.shared();
        EventLoop loop = loops.group().next();
        this.connection =
                new ClientConnection(
                        loop,
                        server,
                        dialect,
                        () ->
                                new NettyConnector(
                                        loops,
                                        loop,
                                        server,
                                        settings.limits().connectTimeout(),
                                        dialect.loopbackOnly()),
                        settings.id(),
                        settings.reconnect(),
                        this);
        this.requester =
                new Requester(
                        dialect,
                        settings.limits(),
                        connection::link,
                        new PendingRequests(server, loop));
        this.inbox =
                new Inbox(
                        settings.receiver(),
                        workers.executor(),
                        settings.limits(),
                        this::readWhileRoom);
        this.notifier = new Notifier(this, settings.listeners(), workers.executor());
        this.callers = new CallerFutures(workers.executor());
        this.closedForCallers = callers.of(closed.copy());
    }

    @Override
    public UUID id() {
        return settings.id();
    }

    @Override
    public InetSocketAddress serverAddress() {
        return server.unresolved();
    }

    @Override
    public String dialect() {
        return dialect.name();
    }

    @Override
    public boolean isConnected() {
        return connection.isConnected();
    }

    @Override
    public @Nullable BiSocketException lastError() {
        return connection.lastError();
    }

    @Override
    public void connect() {
        Blocking.check("connect");
        Blocking.await(connection.connect(), "the connection to " + server);
    }

    @Override
    public CompletableFuture<Void> connectAsync() {
        return callers.of(connection.connect());
    }

    @Override
    public CompletableFuture<Void> start() {
        return callers.of(connection.start());
    }

    @Override
    public RequestId send(String method, byte[] payload) {
        Blocking.check("send");
        return Blocking.await(
                requester.send(method, payload, WhenFull.WAIT),
                "'%s' to be accepted".formatted(method));
    }

    @Override
    public RequestId sendObject(String method, Object value) {
        return send(method, settings.payloadCodec().encode(value));
    }

    @Override
    public CompletableFuture<RequestId> sendAsync(String method, byte[] payload) {
        return callers.of(requester.send(method, payload, WhenFull.FAIL));
    }

    @Override
    public byte[] request(String method, byte[] payload) {
        return request(method, payload, settings.requestTimeout());
    }

    @Override
    public byte[] request(String method, byte[] payload, Duration timeout) {
        Blocking.check("request");
        return Blocking.await(
                requester.request(method, payload, timeout, WhenFull.WAIT),
                "the reply to '%s'".formatted(method));
    }

    @Override
    public <T> T request(String method, Object value, Class<T> replyType) {
        byte[] reply = request(method, settings.payloadCodec().encode(value));
        return settings.payloadCodec().decode(reply, replyType);
    }

    @Override
    public CompletableFuture<byte[]> requestAsync(String method, byte[] payload) {
        return requestAsync(method, payload, settings.requestTimeout());
    }

    @Override
    public CompletableFuture<byte[]> requestAsync(String method, byte[] payload, Duration timeout) {
        return callers.of(requester.request(method, payload, timeout, WhenFull.FAIL));
    }

    @Override
    public <T> CompletableFuture<T> requestAsync(String method, Object value, Class<T> replyType) {
        byte[] payload;
        try {
            payload = settings.payloadCodec().encode(value);
        } catch (BiSocketException e) {
            return CompletableFuture.failedFuture(e);
        }
        return callers.of(
                requester.request(method, payload, settings.requestTimeout(), WhenFull.FAIL),
                reply -> settings.payloadCodec().decode(reply, replyType));
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        startClosing();
        return closedForCallers;
    }

    @Override
    public void close() {
        Blocking.check("close");
        CompletableFuture<Void> socketsClosed = startClosing();
        // The receiver cannot wait for itself to be done.
        CompletableFuture<Void> awaited = inbox.isReceiving() ? socketsClosed : closed;
        try {
            Blocking.await(awaited.copy(), "the client to be closed");
        } catch (CancellationException e) {
            log.debug("Interrupted while closing, which goes on without waiting", e);
        }
    }

    private CompletableFuture<Void> startClosing() {
        CompletableFuture<Void> socketsClosed = connection.close();
        if (closing.compareAndSet(false, true)) {
            socketsClosed.thenRun(
                    () -> {
                        requester.failAll("the client was closed", null);
                        inbox.drained()
                                .completeOnTimeout(null, DRAIN_SECONDS, TimeUnit.SECONDS)
                                .thenRun(this::release);
                    });
        }
        return socketsClosed;
    }

    private void release() {
        closed.complete(null);
        workers.close();
        loops.release();
    }

    private void readWhileRoom() {
        connection.read(() -> !inbox.isFull());
    }

    @Override
    public void connected() {
        readWhileRoom();
        notifier.connected();
    }

    @Override
    public void lost(BiSocketException cause) {
        requester.failAll(cause.getMessage(), cause);
        notifier.connectionLost(cause);
    }

    @Override
    public void reply(RequestId id, byte[] payload) {
        if (!requester.onReply(id, payload)) {
            receive(ReceivedMessage.reply(id, payload, settings.payloadCodec()));
        }
    }

    @Override
    public void failure(RequestId id, HandlerFailure failure) {
        if (!requester.onFailure(id, failure)) {
            receive(ReceivedMessage.failure(id, failure, settings.payloadCodec()));
        }
    }

    private void receive(Message message) {
        inbox.add(message);
        if (inbox.isFull()) {
            readWhileRoom();
        }
    }
}
