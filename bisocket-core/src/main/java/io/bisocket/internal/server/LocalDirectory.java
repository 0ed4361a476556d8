package io.bisocket.internal.server;

import io.bisocket.ClientSession;
import io.bisocket.NotConnectedException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/** The clients of one node, in its memory. Thread-safe; what it is asked never waits. */
final class LocalDirectory implements ClientDirectory {

    private final ConcurrentMap<UUID, ServerSession> live = new ConcurrentHashMap<>();
    private final SessionIndex users = new SessionIndex();
    private final SessionIndex groups = new SessionIndex();

    /** Adds a session, unless its client has one. */
    boolean enter(ServerSession session) {
        if (live.putIfAbsent(session.id(), session) != null) {
            return false;
        }
        session.userName().ifPresent(name -> users.add(name, session));
        return true;
    }

    /**
     * Puts a session in the place of another one of the same client, and lets it take over what
     * that one belongs to.
     *
     * @return false if the other one has left
     */
    boolean replace(ServerSession former, ServerSession session) {
        if (!live.replace(session.id(), former, session)) {
            return false;
        }
        session.userName().ifPresent(name -> users.add(name, session));
        session.takeOver(former);
        leave(former);
        return true;
    }

    /** The session is over, or another one has its place. */
    void leave(ServerSession session) {
        live.remove(session.id(), session);
        session.userName().ifPresent(name -> users.remove(name, session));
        session.memberships().end();
    }

    /** The memberships of a new session. */
    Memberships newMemberships(ServerSession session, int limit) {
        return new Memberships(session, groups, limit);
    }

    Collection<ClientSession> sessions() {
        return List.copyOf(live.values());
    }

    /**
     * A client's session.
     *
     * @throws NotConnectedException if there is none
     */
    ServerSession session(UUID clientId) {
        return find(clientId)
                .orElseThrow(
                        () ->
                                new NotConnectedException(
                                        "client %s is not connected".formatted(clientId), null));
    }

    Optional<ServerSession> find(UUID clientId) {
        return Optional.ofNullable(live.get(clientId));
    }

    /** Those meant; changes as they come and go. */
    Collection<ServerSession> select(Selection selection) {
        if (selection instanceof Selection.Group group) {
            return groups.get(group.name());
        }
        return selection instanceof Selection.User user ? users.get(user.name()) : live.values();
    }

    @Override
    public boolean isConnected(UUID clientId) {
        return live.containsKey(clientId);
    }

    @Override
    public Optional<ClientSession> sessionHere(UUID clientId) {
        return find(clientId).map(session -> session);
    }

    @Override
    public Set<UUID> members(Selection selection) {
        return select(selection).stream()
                .map(ServerSession::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public int count(Selection selection) {
        return select(selection).size();
    }

    @Override
    public boolean join(UUID clientId, Selection.Group group) {
        return find(clientId).map(it -> it.memberships().join(group)).orElse(false);
    }

    @Override
    public boolean leave(UUID clientId, Selection.Group group) {
        return find(clientId).map(it -> it.memberships().leave(group)).orElse(false);
    }
}
