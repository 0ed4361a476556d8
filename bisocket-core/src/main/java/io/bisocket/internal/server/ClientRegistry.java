package io.bisocket.internal.server;

import io.bisocket.ClientSession;
import io.bisocket.SocketInfo;
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

/**
 * The clients of a server: one live session for an id at most, and with those whose requests are
 * still being handled no more than there may be connections. Thread-safe.
 */
final class ClientRegistry implements SessionHost {

    private final ServerContext context;
    private final Map<UUID, ServerSession> live = new HashMap<>();
    private final Set<ServerSession> notEnded = new HashSet<>();
    private boolean closed;

    ClientRegistry(ServerContext context) {
        this.context = context;
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
            if (live.putIfAbsent(session.id(), session) != null) {
                return Optional.empty();
            }
            notEnded.add(session);
        }
        return Optional.of(session);
    }

    @Override
    public synchronized boolean isTaken(UUID clientId) {
        return live.containsKey(clientId);
    }

    synchronized Collection<ClientSession> clients() {
        return List.copyOf(live.values());
    }

    synchronized Optional<ClientSession> client(UUID id) {
        return Optional.ofNullable(live.get(id));
    }

    /** The link of the client's present session. */
    synchronized Optional<Link> linkOf(UUID id) {
        return Optional.ofNullable(live.get(id)).map(ServerSession::link);
    }

    /** Opens no more sessions. Those that have not ended. */
    synchronized List<ServerSession> close() {
        closed = true;
        return List.copyOf(notEnded);
    }

    /** The session's id is free. */
    synchronized void release(ServerSession session) {
        live.remove(session.id(), session);
    }

    /** Nothing more happens in the session. */
    synchronized void ended(ServerSession session) {
        notEnded.remove(session);
    }
}
