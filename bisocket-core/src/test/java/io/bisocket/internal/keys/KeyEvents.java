package io.bisocket.internal.keys;

import java.util.ArrayList;
import java.util.List;

/** What a listener was told, one line an event. */
final class KeyEvents implements ServerKeysListener {

    private final List<String> lines = new ArrayList<>();
    private final List<ServerKey> revoked = new ArrayList<>();

    @Override
    public synchronized void onRevoked(ServerKey key) {
        revoked.add(key);
        lines.add("revoked " + key);
    }

    @Override
    public synchronized void onRestricted(ServerKey key) {
        lines.add("restricted " + key);
    }

    @Override
    public synchronized void onExpired(ServerKey key) {
        lines.add("expired " + key);
    }

    /** What was told since the last time. */
    synchronized List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    synchronized List<ServerKey> revoked() {
        return List.copyOf(revoked);
    }
}
