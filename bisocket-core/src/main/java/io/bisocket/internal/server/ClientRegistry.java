package io.bisocket.internal.server;

import io.bisocket.ClientSession;
import io.bisocket.ConnectedClients;
import io.bisocket.SocketInfo;
import io.bisocket.internal.call.Caller;
import io.bisocket.internal.link.Credentials;
import io.bisocket.internal.link.KnownClient;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.LinkListener;
import io.bisocket.internal.link.SessionHost;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The clients of a server: one live session for an id at most, and with those whose requests are
 * still being handled no more than there may be connections. Thread-safe.
 */
final class ClientRegistry implements SessionHost {

    private final ServerContext context;
    private final LocalDirectory directory;
    private final PushContext push;
    private final Map<UUID, ServerSession> superseded = new HashMap<>();
    private final Set<ServerSession> notEnded = new HashSet<>();
    private boolean closed;

    ClientRegistry(ServerContext context) {
        this.context = context;
        this.directory = context.directory();
        this.push = context.push();
    }

    @Override
    public CompletionStage<Void> socketOpened(SocketInfo socket) {
        return context.listeners()
                .tell(socket.clientId(), listener -> listener.socketOpened(socket));
    }

    @Override
    public void socketClosed(SocketInfo socket) {
        context.listeners().tell(socket.clientId(), listener -> listener.socketClosed(socket));
    }

    @Override
    public CompletionStage<Optional<KnownClient>> identify(Credentials credentials) {
        return context.doorkeeper().identify(credentials);
    }

    @Override
    public void refused(String reason) {
        context.metrics().refused(reason);
    }

    @Override
    public Optional<LinkListener> open(KnownClient client, Link link) {
        ServerSession session = new ServerSession(client, link, context, this);
        synchronized (this) {
            if (closed || notEnded.size() >= context.limits().maxConnections()) {
                return Optional.empty();
            }
            if (!directory.enter(session)) {
                return Optional.empty();
            }
            notEnded.add(session);
            ServerSession former = superseded.remove(session.id());
            if (former != null) {
                session.succeed(former);
                directory.leave(former);
            }
        }
        return Optional.of(session);
    }

    @Override
    public boolean isTaken(UUID clientId) {
        return directory.isConnected(clientId);
    }

    Collection<ClientSession> clients() {
        return directory.sessions();
    }

    /** The clients, to be addressed. */
    ConnectedClients connected() {
        return new DefaultClients(push);
    }

    /**
     * Makes calls in a session.
     *
     * @param links the client's link of the moment
     */
    Caller newCaller(ServerSession session, Supplier<Link> links) {
        return push.newCaller(session, links);
    }

    /** The link of the client's present session, or of the last while the next is being opened. */
    synchronized Optional<Link> linkOf(UUID id) {
        return directory
                .find(id)
                .or(() -> Optional.ofNullable(superseded.get(id)))
                .map(ServerSession::link);
    }

    /** Opens no more sessions. Those that have not ended. */
    synchronized List<ServerSession> close() {
        closed = true;
        return List.copyOf(notEnded);
    }

    /** The session's id is free, and it is in no group any more. */
    void release(ServerSession session) {
        directory.leave(session);
    }

    /** The session's id is free for the next one of its client, which is about to be opened. */
    synchronized void supersede(ServerSession session) {
        directory.free(session);
        superseded.put(session.id(), session);
    }

    /** Nothing more happens in the session. */
    synchronized void ended(ServerSession session) {
        notEnded.remove(session);
        superseded.remove(session.id(), session);
    }
}
