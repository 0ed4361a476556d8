package io.bisocket.internal.server;

import java.util.LinkedHashSet;
import java.util.Set;

/** The groups of one session, until it is over. Thread-safe. */
final class Memberships {

    private final ServerSession session;
    private final SessionIndex index;
    private final int limit;
    private final Set<String> groups = new LinkedHashSet<>();
    private boolean over;

    /**
     * @param index knows the members of all groups
     * @param limit how many groups the session may be in
     */
    Memberships(ServerSession session, SessionIndex index, int limit) {
        this.session = session;
        this.index = index;
        this.limit = limit;
    }

    synchronized boolean join(Selection.Group group) {
        if (over || groups.contains(group.name())) {
            return !over;
        }
        if (groups.size() >= limit) {
            throw new IllegalStateException(
                    "client %s cannot join group '%s': a session is in at most %d (max-session-groups)"
                            .formatted(session.id(), group.name(), limit));
        }
        groups.add(group.name());
        index.add(group.name(), session);
        return true;
    }

    synchronized boolean leave(Selection.Group group) {
        index.remove(group.name(), session);
        return groups.remove(group.name());
    }

    synchronized Set<String> groups() {
        return Set.copyOf(groups);
    }

    /** The session is over; the groups that it was in. */
    synchronized Set<String> end() {
        over = true;
        Set<String> left = Set.copyOf(groups);
        left.forEach(group -> index.remove(group, session));
        groups.clear();
        return left;
    }
}
