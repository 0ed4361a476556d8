package io.bisocket.internal.server;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Attributes of a session, not more of them than its limit says. Thread-safe; reads never wait. */
final class SessionAttributes extends AbstractMap<String, Object>
        implements ConcurrentMap<String, Object> {

    private final ConcurrentMap<String, Object> attributes = new ConcurrentHashMap<>(4);
    private final int limit;

    SessionAttributes(int limit) {
        this.limit = limit;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        return attributes.get(Objects.requireNonNull(key, "key"));
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return attributes.containsKey(Objects.requireNonNull(key, "key"));
    }

    @Override
    public synchronized @Nullable Object put(String key, Object value) {
        requireRoomFor(key);
        return attributes.put(key, value);
    }

    @Override
    public synchronized @Nullable Object putIfAbsent(String key, Object value) {
        requireRoomFor(key);
        return attributes.putIfAbsent(key, value);
    }

    @Override
    public @Nullable Object remove(@Nullable Object key) {
        return attributes.remove(Objects.requireNonNull(key, "key"));
    }

    @Override
    public boolean remove(Object key, @Nullable Object value) {
        return attributes.remove(key, value);
    }

    @Override
    public boolean replace(String key, Object former, Object value) {
        return attributes.replace(key, former, value);
    }

    @Override
    public @Nullable Object replace(String key, Object value) {
        return attributes.replace(key, value);
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return attributes.entrySet();
    }

    private void requireRoomFor(String key) {
        if (attributes.size() >= limit && !attributes.containsKey(key)) {
            throw new IllegalStateException(
                    "no room for attribute '%s': a session has at most %d (max-session-attributes)"
                            .formatted(key, limit));
        }
    }
}
