package io.bisocket.internal.client;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import io.bisocket.BiSocketMetrics;
import io.bisocket.CryptoKey;
import io.bisocket.MessageSpec;
import io.bisocket.RequestId;
import io.bisocket.SocketRole;
import io.bisocket.internal.call.Blocking;
import io.bisocket.internal.call.Caller;
import io.bisocket.internal.dispatch.RequestLane;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.session.Callbacks;
import io.bisocket.internal.session.Workers;
import io.bisocket.internal.transport.ClientDialect;
import io.bisocket.internal.transport.Connector;
import io.bisocket.internal.transport.Endpoint;
import io.bisocket.internal.transport.EventLoops;
import io.bisocket.internal.transport.NettyConnector;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client: what callers see of a {@link ClientConnection} and an {@link Inbox}. */
final class DefaultClient implements BiSocketClient, ClientEvents {

    private static final Logger log = LoggerFactory.getLogger(DefaultClient.class);
    private static final int DRAIN_SECONDS = 5;

    private final ClientSettings settings;
    private final ServerAddresses servers;
    private final ClientDialect dialect;
    private final Workers workers;
    private final EventLoops loops;
    private final ClientLinks links;
    private final ClientConnection connection;
    private final Inbox inbox;
    private final ServerCalls calls;
    private final Notifier notifier;
    private final Callbacks callbacks;
    private final Caller caller;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean connectedBefore = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final CompletableFuture<Void> closedForCallers;

    DefaultClient(ClientSettings settings) {
        this.settings = settings;
        this.servers = new ServerAddresses(settings.addresses(), settings.addressOrder());
        this.dialect = ClientDialects.of(settings);
        this.workers = Workers.of(settings.executor(), "bisocket-client");
        this.loops = EventLoops.shared(settings.transport());
        this.links = new ClientLinks(servers);
        EventLoop loop = loops.group().next();
        this.connection =
                new ClientConnection(
                        loop,
                        servers,
                        links,
                        new ConnectRound.Means(
                                server -> connector(server, loop), dialect, settings.id()),
                        settings.reconnect(),
                        this);
        this.inbox =
                new Inbox(
                        settings.receiver(),
                        workers.executor(),
                        settings.limits(),
                        this::readWhileRoom);
        this.calls = new ServerCalls(settings, this, inbox, workers.executor());
        this.notifier = new Notifier(this, settings.listeners(), workers.executor());
        this.callbacks = new Callbacks(workers.executor());
        this.caller =
                new Caller(
                        this,
                        links::link,
                        dialect::checkMethod,
                        settings.payloadCodec(),
                        callbacks,
                        settings.requestTimeout(),
                        null,
                        settings.callInterceptors(),
                        settings.metrics());
        this.closedForCallers = callbacks.of(closed.copy());
    }

    private Connector connector(Endpoint server, EventLoop loop) {
        return new NettyConnector(
                loops,
                loop,
                server,
                settings.limits().connectTimeout(),
                dialect.loopbackOnly(),
                settings.tls());
    }

    @Override
    public UUID id() {
        return settings.id();
    }

    @Override
    public InetSocketAddress serverAddress() {
        return servers.present().unresolved();
    }

    @Override
    public List<InetSocketAddress> serverAddresses() {
        return servers.all().stream().map(Endpoint::unresolved).toList();
    }

    @Override
    public @Nullable InetSocketAddress remoteAddress() {
        return links.remoteAddress();
    }

    @Override
    public String dialect() {
        return dialect.name();
    }

    @Override
    public boolean isConnected() {
        return links.isConnected();
    }

    @Override
    public @Nullable BiSocketException lastError() {
        return links.lastError();
    }

    @Override
    public CompletableFuture<Void> key(CryptoKey key) {
        return replaceKey(null, key);
    }

    @Override
    public CompletableFuture<Void> key(String name, CryptoKey key) {
        return replaceKey(name, key);
    }

    private CompletableFuture<Void> replaceKey(@Nullable String name, CryptoKey key) {
        dialect.key(name, key);
        return callbacks.of(connection.replace());
    }

    @Override
    public void connect() {
        String what = "the connection to " + servers;
        Blocking.check(what);
        Blocking.await(connection.connect(), what);
    }

    @Override
    public CompletableFuture<Void> connectAsync() {
        return callbacks.of(connection.connect());
    }

    @Override
    public CompletableFuture<Void> start() {
        return callbacks.of(connection.start());
    }

    @Override
    public MessageSpec method(String method) {
        return caller.method(method);
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        startClosing();
        return closedForCallers;
    }

    @Override
    public void close() {
        Blocking.check("the client to be closed");
        CompletableFuture<Void> socketsClosed = startClosing();
        if (calls.isHandling()) {
            log.debug("Not waiting for the client to be closed, on a thread that is waited for");
            return;
        }
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
        if (connectedBefore.getAndSet(true)) {
            settings.metrics().reconnected();
        }
        readWhileRoom();
        notifier.connected();
    }

    @Override
    public void replaced() {
        readWhileRoom();
        notifier.replaced();
    }

    @Override
    public void lost(BiSocketException cause) {
        notifier.connectionLost(cause);
    }

    @Override
    public void attemptFailed(Endpoint server, BiSocketException cause) {
        settings.metrics().connectFailed(cause.code());
        notifier.attemptFailed(server.unresolved(), cause);
    }

    @Override
    public BiSocketMetrics metrics() {
        return settings.metrics();
    }

    @Override
    public void socketLost(SocketRole role) {
        notifier.socketLost(role);
    }

    @Override
    public void socketResumed(SocketRole role) {
        notifier.socketResumed(role);
    }

    @Override
    public RequestLane newLane(Link link) {
        return calls.newLane(link);
    }

    @Override
    public void call(IncomingCall call, RequestLane lane) {
        calls.take(call, lane);
    }

    @Override
    public void reply(RequestId id, Incoming content) {
        receive(ReceivedMessage.reply(id, content, settings.payloadCodec()));
    }

    @Override
    public void failure(RequestId id, BiSocketException failure) {
        receive(ReceivedMessage.failure(id, failure, settings.payloadCodec()));
    }

    private void receive(ReceivedMessage message) {
        inbox.add(message);
        if (inbox.isFull()) {
            readWhileRoom();
        }
    }
}
