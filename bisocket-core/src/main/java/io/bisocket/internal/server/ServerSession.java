package io.bisocket.internal.server;

import io.bisocket.BiSocketException;
import io.bisocket.ClientSession;
import io.bisocket.ConnectionLostException;
import io.bisocket.MessageSpec;
import io.bisocket.RequestId;
import io.bisocket.SessionStats;
import io.bisocket.SocketInfo;
import io.bisocket.WhenFull;
import io.bisocket.internal.call.Caller;
import io.bisocket.internal.dispatch.HandledRequest;
import io.bisocket.internal.dispatch.RequestLane;
import io.bisocket.internal.link.CountingListener;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.KnownClient;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.link.SessionCounter;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client, from its link's opening to the last word about it. Thread-safe.
 *
 * <pre>
 *            goodbye, drain(): requests are finished first
 *   OPEN ------------------------------------------------> LEAVING --link closed--> GONE
 *     \__ disconnect(): what is not started is dropped ____/                       /
 *      \__________________________ the link broke _______________________________/
 *
 *   GONE --requests handled, listeners told--> ended
 * </pre>
 *
 * The id is free for another connection as soon as this one drains. A socket that goes while the
 * session is open is reported at once; the last ones are reported when their turn comes.
 */
final class ServerSession extends CountingListener implements ClientSession {

    private static final Logger log = LoggerFactory.getLogger(ServerSession.class);

    private final UUID id;
    private final KnownClient client;
    private final Link link;
    private final ServerContext context;
    private final ClientRegistry registry;
    private final RequestLane requests;
    private final Caller caller;
    private final SessionAttributes attributes;
    private final Memberships memberships;
    private final Instant openedAt = Instant.now();
    private final LastWords lastWords;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean open = true;
    private volatile @Nullable BiSocketException failure;
    private volatile boolean wasOpened;
    private volatile boolean succeeded;
    private @Nullable ServerSession former;

    /**
     * @param former the client's live session, which this one succeeds when it is open
     */
    ServerSession(
            KnownClient client,
            Link link,
            ServerContext context,
            ClientRegistry registry,
            @Nullable ServerSession former) {
        super(new SessionCounter(context.metrics()));
        this.id = client.credentials().id();
        this.client = client;
        this.link = link;
        this.context = context;
        this.registry = registry;
        this.former = former;
        this.requests = context.newLane(link);
        this.caller = registry.newCaller(this, this::currentLink);
        this.memberships =
                context.directory().newMemberships(this, context.limits().maxSessionGroups());
        this.attributes = new SessionAttributes(context.limits().maxSessionAttributes());
        this.lastWords = new LastWords(this, context.listeners());
    }

    /** Takes its client's place, tells the listeners, and then begins to handle requests. */
    @Override
    public void onOpened() {
        if (former != null && !registry.succeed(former, this)) {
            disconnect();
            return;
        }
        former = null;
        wasOpened = true;
        log.debug("Client {} at {} is connected ({})", id(), address(), dialect());
        counter.opened(dialect());
        context.listeners()
                .tell(id(), listener -> listener.clientOpened(this))
                .thenRun(requests::start);
    }

    /** Takes no more requests, and says goodbye when those taken have been handled. */
    void drain() {
        registry.release(this);
        link.endCalls().thenCompose(ended -> requests.finish()).thenRun(this::leave);
    }

    /** Waits no longer for requests that run. */
    void abandon() {
        requests.abandon();
    }

    /** Completes when the link is closed and the listeners have been told; never fails. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    Memberships memberships() {
        return memberships;
    }

    /** Sends a message that is complete. */
    CompletableFuture<RequestId> send(Outgoing message, WhenFull whenFull) {
        return caller.send(message, whenFull);
    }

    /** Takes over what the application keeps for the former session of the same client. */
    void takeOver(ServerSession from) {
        from.succeeded = true;
        if (userName().equals(from.userName())) {
            attributes.putAll(from.attributes);
            from.groups().forEach(this::join);
            from.memberships.end().forEach(this::join);
        } else {
            from.memberships.end();
        }
    }

    Optional<String> userName() {
        return principal().map(Principal::getName);
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public Optional<String> keyName() {
        return client.credentials().keyName();
    }

    @Override
    public boolean hasOwnKey() {
        return client.credentials().hasOwnKey();
    }

    @Override
    public boolean isIdProven() {
        return client.credentials().isIdProven();
    }

    @Override
    public Optional<Principal> principal() {
        return client.principal();
    }

    @Override
    public Map<String, Object> attributes() {
        return attributes;
    }

    @Override
    public boolean join(String group) {
        return memberships.join(new Selection.Group(group));
    }

    @Override
    public boolean leave(String group) {
        return memberships.leave(new Selection.Group(group));
    }

    @Override
    public Set<String> groups() {
        return memberships.groups();
    }

    @Override
    public InetSocketAddress address() {
        return link.remoteAddress();
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
    public Optional<BiSocketException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public MessageSpec method(String method) {
        return caller.method(method);
    }

    @Override
    public CompletableFuture<Void> disconnect() {
        release();
        link.endCalls();
        requests.discard();
        return leave();
    }

    @Override
    public void onSocketOpened(SocketInfo socket) {
        super.onSocketOpened(socket);
        context.listeners().tell(id, listener -> listener.socketOpened(socket));
    }

    @Override
    public void onSocketClosed(SocketInfo socket) {
        super.onSocketClosed(socket);
        if (open) {
            context.listeners().tell(id, listener -> listener.socketClosed(socket));
        } else {
            lastWords.add(socket);
        }
    }

    @Override
    public void onCall(IncomingCall call) {
        HandledRequest request = context.dispatcher().request(call, this);
        if (!requests.add(request)) {
            context.dispatcher().reject(request, "the server is closing the connection");
        }
    }

    @Override
    public void onReply(RequestId id, Incoming reply) {
        log.debug("Client {} replied to {}, which nobody waits for", id(), id);
        reply.release();
    }

    @Override
    public void onFailure(RequestId id, BiSocketException failure) {
        log.debug("Client {} failed to handle {}: {}", id(), id, failure.getMessage());
    }

    @Override
    public SessionStats stats() {
        return SessionFigures.of(counter, requests, link);
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
    public void onClosed(@Nullable BiSocketException cause) {
        failure = cause;
        if (cause == null || cause instanceof ConnectionLostException) {
            log.debug("Client {} at {} is gone: {}", id(), address(), reason(cause));
        } else {
            log.warn("Client {} at {} is disconnected: {}", id(), address(), reason(cause));
        }
        counter.closed(dialect(), cause);
        release();
        requests.finish().thenRun(this::end);
    }

    @Override
    public String toString() {
        return "ClientSession[%s at %s, %s]".formatted(id(), address(), dialect());
    }

    private static String reason(@Nullable BiSocketException cause) {
        return cause == null ? "goodbye was said" : String.valueOf(cause.getMessage());
    }

    /** Where the client hears: once another session has taken this one's place, on that. */
    private Link currentLink() {
        return succeeded ? registry.linkOf(id).orElse(link) : link;
    }

    Link link() {
        return link;
    }

    private CompletableFuture<Void> leave() {
        release();
        return link.close();
    }

    private void release() {
        open = false;
        counter.ending();
        registry.release(this);
    }

    private void end() {
        lastWords
                .tell(wasOpened)
                .thenRun(
                        () -> {
                            registry.ended(this);
                            ended.complete(null);
                        });
    }
}
