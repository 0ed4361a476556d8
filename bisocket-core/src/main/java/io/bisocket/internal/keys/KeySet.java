package io.bisocket.internal.keys;

import io.bisocket.internal.crypto.KeyId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The keys of one ring under their ids. Immutable, but for their secrets' end. */
final class KeySet {

    static final KeySet EMPTY = new KeySet(Map.of());

    private final Map<KeyId, HeldKey> keys;

    KeySet(Map<KeyId, HeldKey> keys) {
        this.keys = keys;
    }

    @Nullable HeldKey get(KeyId id) {
        return keys.get(id);
    }

    /** What this ring has of the key, unless it has been revoked. */
    @Nullable HeldKey get(ServerKey key) {
        HeldKey held = keys.get(key.id());
        return held == null || held.key() != key ? null : held;
    }

    Collection<HeldKey> all() {
        return keys.values();
    }

    /** When the next key expires; null if none will. */
    @Nullable Instant nextExpiry() {
        return keys.values().stream()
                .filter(held -> !held.expiryTold())
                .map(HeldKey::notAfter)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** The keys whose end has come and has not been told. */
    List<ServerKey> expiring(Instant now) {
        return keys.values().stream().filter(held -> held.expires(now)).map(HeldKey::key).toList();
    }

    /** The same keys with the same secrets, and nothing left to tell. */
    KeySet withExpiryTold(Instant now) {
        Map<KeyId, HeldKey> told = new LinkedHashMap<>(keys);
        told.replaceAll((id, held) -> held.expires(now) ? held.withExpiryTold() : held);
        return new KeySet(told);
    }

    void destroy() {
        keys.values().forEach(held -> held.psk().destroy());
    }
}
