package io.bisocket.internal.v2;

import io.bisocket.internal.keys.ServerKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions of a server: by their own ids, also for a while after they have ended well, so that
 * a client whose last acknowledgement was lost hears it; and by their clients' ids while they are
 * the client's present one. Thread-safe.
 */
final class ServerSessions {

    private final Map<UUID, ServerSide> byId = new ConcurrentHashMap<>();
    private final Map<UUID, ServerSide> byClient = new ConcurrentHashMap<>();

    Optional<ServerSide> find(UUID sessionId) {
        return Optional.ofNullable(byId.get(sessionId));
    }

    Optional<ServerSide> ofClient(UUID clientId) {
        return Optional.ofNullable(byClient.get(clientId));
    }

    /** Adds a session, unless its client has a present one. */
    boolean add(ServerSide session) {
        if (byClient.putIfAbsent(session.clientId(), session) != null) {
            return false;
        }
        byId.put(session.id(), session);
        return true;
    }

    /** Adds a session that is to become its client's present one later. */
    void addSuccessor(ServerSide session) {
        byId.put(session.id(), session);
    }

    /**
     * A successor becomes its client's present session, in place of the former one if that is still
     * there.
     *
     * @return false if another one is the client's present session
     */
    boolean succeed(ServerSide former, ServerSide successor) {
        UUID clientId = successor.clientId();
        return byClient.replace(clientId, former, successor)
                || byClient.putIfAbsent(clientId, successor) == null;
    }

    /** The session is no longer its client's present one. */
    void leave(ServerSide session) {
        byClient.remove(session.clientId(), session);
    }

    /** The session is forgotten. */
    void remove(ServerSide session) {
        leave(session);
        byId.remove(session.id(), session);
    }

    /** Those that this key has opened. */
    List<ServerSide> withKey(ServerKey key) {
        return all().stream().filter(session -> session.key().equals(key)).toList();
    }

    Collection<ServerSide> all() {
        return new ArrayList<>(byId.values());
    }
}
