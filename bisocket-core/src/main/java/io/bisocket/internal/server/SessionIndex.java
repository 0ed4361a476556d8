package io.bisocket.internal.server;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Sessions under names, any number under each. Thread-safe; reads never wait. */
final class SessionIndex {

    private final ConcurrentMap<String, Set<ServerSession>> byName = new ConcurrentHashMap<>();

    void add(String name, ServerSession session) {
        byName.compute(
                name,
                (same, present) -> {
                    Set<ServerSession> sessions =
                            present != null ? present : ConcurrentHashMap.newKeySet();
                    sessions.add(session);
                    return sessions;
                });
    }

    void remove(String name, ServerSession session) {
        byName.computeIfPresent(
                name,
                (same, sessions) -> {
                    sessions.remove(session);
                    return sessions.isEmpty() ? null : sessions;
                });
    }

    /** What is there now; changes as that does. */
    Collection<ServerSession> get(String name) {
        return byName.getOrDefault(name, Set.of());
    }
}
