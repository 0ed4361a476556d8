package io.bisocket.internal.server;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Sessions under names, any number under each, but one of a client at most: its newer session takes
 * the place of the older one, and whoever reads meanwhile sees one of the two. Thread-safe; reads
 * never wait.
 */
final class SessionIndex {

    private final ConcurrentMap<String, Map<UUID, ServerSession>> byName =
            new ConcurrentHashMap<>();

    void add(String name, ServerSession session) {
        byName.compute(
                name,
                (same, present) -> {
                    Map<UUID, ServerSession> sessions =
                            present != null ? present : new ConcurrentHashMap<>();
                    sessions.put(session.id(), session);
                    return sessions;
                });
    }

    void remove(String name, ServerSession session) {
        byName.computeIfPresent(
                name,
                (same, sessions) -> {
                    sessions.remove(session.id(), session);
                    return sessions.isEmpty() ? null : sessions;
                });
    }

    /** What is there now; changes as that does. */
    Collection<ServerSession> get(String name) {
        Map<UUID, ServerSession> sessions = byName.get(name);
        return sessions == null ? List.of() : sessions.values();
    }
}
