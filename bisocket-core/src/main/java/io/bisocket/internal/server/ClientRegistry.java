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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The clients of a server: one live session for an id at most, and with those whose requests are
 * still being handled no more than there may be connections. As many again may be beside the live
 * session of their client: its successor, and those that it has succeeded. Thread-safe.
 */
final class ClientRegistry implements SessionHost {

    private final ServerContext context;
    private final LocalDirectory directory;
    private final PushContext push;
    private final Set<ServerSession> notEnded = new HashSet<>();
    private final Set<ServerSession> beside = new HashSet<>();
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
    public synchronized Optional<LinkListener> open(
            KnownClient client, Link link, @Nullable Link formerLink) {
        ServerSession former =
                directory
                        .find(client.credentials().id())
                        .filter(it -> it.link().equals(formerLink))
                        .orElse(null);
        ServerSession session = new ServerSession(client, link, context, this, former);
        if (closed || !(former == null ? isPlaced(session) : isBeside(session))) {
            return Optional.empty();
        }
        notEnded.add(session);
        return Optional.of(session);
    }

    private boolean isPlaced(ServerSession session) {
        return notEnded.size() - beside.size() < context.limits().maxConnections()
                && directory.enter(session);
    }

    private boolean isBeside(ServerSession session) {
        return beside.size() < context.limits().maxConnections() && beside.add(session);
    }

    /**
     * A successor is open, and takes its client's place.
     *
     * @return false if yet another session of the client has taken it
     */
    synchronized boolean succeed(ServerSession former, ServerSession session) {
        beside.remove(session);
        if (!directory.replace(former, session)) {
            return directory.enter(session);
        }
        if (notEnded.contains(former)) {
            beside.add(former);
        }
        return true;
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

    /** The link of the client's present session. */
    Optional<Link> linkOf(UUID id) {
        return directory.find(id).map(ServerSession::link);
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

    /** Nothing more happens in the session. */
    synchronized void ended(ServerSession session) {
        notEnded.remove(session);
        beside.remove(session);
    }
}
