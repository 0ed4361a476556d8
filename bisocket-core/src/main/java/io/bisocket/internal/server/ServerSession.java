package io.bisocket.internal.server;

import io.bisocket.BiSocketException;
import io.bisocket.ClientSession;
import io.bisocket.ConnectionLostException;
import io.bisocket.HandlerFailure;
import io.bisocket.Request;
import io.bisocket.RequestId;
import io.bisocket.SocketInfo;
import io.bisocket.SocketRole;
import io.bisocket.internal.dispatch.ReplySink;
import io.bisocket.internal.dispatch.RequestLane;
import io.bisocket.internal.session.Link;
import io.bisocket.internal.session.LinkListener;
import io.bisocket.internal.session.Outbound;
import io.bisocket.internal.session.WhenFull;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client, from both its sockets' arrival to the last word about it. Thread-safe.
 *
 * <pre>
 *            goodbye, drain(): requests are finished first
 *   OPEN ------------------------------------------------> LEAVING --sockets closed--> GONE
 *     \__ disconnect(): what is not started is dropped ____/                          /
 *      \__________________________ the link broke __________________________________/
 *
 *   GONE --requests handled, listeners told--> ended
 * </pre>
 *
 * The id is free for another connection from LEAVING on.
 */
final class ServerSession implements ClientSession, LinkListener, ReplySink {

    private static final Logger log = LoggerFactory.getLogger(ServerSession.class);
    private static final int SOCKETS = 2;

    private final SocketInfo receive;
    private final SocketInfo send;
    private final Link link;
    private final ServerContext context;
    private final ClientRegistry registry;
    private final RequestLane requests;
    private final Instant openedAt = Instant.now();
    private final AtomicInteger closedSockets = new AtomicInteger();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean open = true;

    ServerSession(
            SocketInfo receive,
            SocketInfo send,
            Link link,
            ServerContext context,
            ClientRegistry registry) {
        this.receive = receive;
        this.send = send;
        this.link = link;
        this.context = context;
        this.registry = registry;
        this.requests = context.newLane(link::readCalls);
    }

    /** Tells the listeners, and then begins to handle requests. */
    @Override
    public void onOpened() {
        log.debug("Client {} at {} is connected ({})", id(), address(), dialect());
        context.listeners()
                .tell(id(), listener -> listener.clientOpened(this))
                .thenRun(requests::start);
    }

    /** Takes no more requests, and says goodbye when those taken have been handled. */
    void drain() {
        link.endCalls().thenCompose(ended -> requests.finish()).thenRun(this::leave);
    }

    /** Waits no longer for requests that run. */
    void abandon() {
        requests.abandon();
    }

    /** Completes when both sockets are closed and the listeners have been told; never fails. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public UUID id() {
        return Objects.requireNonNull(send.clientId());
    }

    @Override
    public InetSocketAddress address() {
        return send.address();
    }

    @Override
    public String dialect() {
        return link.dialect();
    }

    @Override
    public Instant openedAt() {
        return openedAt;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public CompletableFuture<Void> send(String method, byte[] payload) {
        return link.send(new Outbound.Push(method, payload), WhenFull.FAIL);
    }

    @Override
    public CompletableFuture<Void> sendObject(String method, Object value) {
        return send(method, context.payloadCodec().encode(value));
    }

    @Override
    public CompletableFuture<Void> disconnect() {
        release();
        return link.endCalls()
                .thenCompose(
                        ended -> {
                            requests.discard();
                            return leave();
                        });
    }

    @Override
    public ClientSession client() {
        return this;
    }

    @Override
    public CompletableFuture<Void> reply(RequestId id, byte[] payload) {
        return link.send(new Outbound.Reply(id, payload), WhenFull.WAIT);
    }

    @Override
    public CompletableFuture<Void> fail(RequestId id, HandlerFailure failure) {
        return link.send(new Outbound.Failure(id, failure), WhenFull.WAIT);
    }

    @Override
    public void onCall(RequestId id, String method, byte[] payload) {
        Request request = context.dispatcher().request(id, method, payload, this);
        if (!requests.add(request)) {
            context.dispatcher().reject(request, "the server is closing the connection");
        }
    }

    @Override
    public void onReply(RequestId id, byte[] payload) {
        log.debug("Client {} replied to {}, which nobody asked", id(), id);
    }

    @Override
    public void onFailure(RequestId id, HandlerFailure failure) {
        log.debug("Client {} failed {}, which nobody asked", id(), id);
    }

    @Override
    public void onGoodbye() {
        drain();
    }

    @Override
    public void onBroken() {
        release();
    }

    @Override
    public void onSocketClosed(SocketRole role) {
        if (closedSockets.incrementAndGet() == SOCKETS) {
            requests.finish().thenRun(this::end);
        }
    }

    @Override
    public void onClosed(@Nullable BiSocketException cause) {
        if (cause == null || cause instanceof ConnectionLostException) {
            log.debug("Client {} at {} is gone: {}", id(), address(), reason(cause));
        } else {
            log.warn("Client {} at {} is disconnected: {}", id(), address(), reason(cause));
        }
        release();
    }

    @Override
    public String toString() {
        return "ClientSession[%s at %s, %s]".formatted(id(), address(), dialect());
    }

    private static String reason(@Nullable BiSocketException cause) {
        return cause == null ? "goodbye was said" : String.valueOf(cause.getMessage());
    }

    private CompletableFuture<Void> leave() {
        release();
        return link.close();
    }

    private void release() {
        open = false;
        registry.release(this);
    }

    private void end() {
        context.listeners().tell(id(), listener -> listener.socketClosed(receive));
        context.listeners().tell(id(), listener -> listener.clientClosed(this));
        context.listeners()
                .tell(id(), listener -> listener.socketClosed(send))
                .thenRun(
                        () -> {
                            registry.ended(this);
                            ended.complete(null);
                        });
    }
}
