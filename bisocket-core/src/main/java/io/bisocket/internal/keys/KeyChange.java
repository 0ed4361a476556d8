package io.bisocket.internal.keys;

import io.bisocket.KeyRing;
import io.bisocket.internal.crypto.KeyId;
import io.bisocket.internal.keys.PreparedKeys.PreparedKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * From one ring to the next. A key is the same one if both have its id with the same secret.
 *
 * @param next the keys of the next ring; they own the prepared secrets
 * @param revoked keys that only the former ring has
 * @param restricted keys that may not speak any more for all for whom they could
 */
record KeyChange(KeySet next, List<ServerKey> revoked, List<ServerKey> restricted) {

    /**
     * Compares.
     *
     * @param newKey makes a key, from its id and name
     */
    static KeyChange between(
            KeySet former,
            PreparedKeys prepared,
            Instant now,
            BiFunction<KeyId, @Nullable String, ServerKey> newKey) {
        Map<KeyId, HeldKey> keys = new LinkedHashMap<>();
        prepared.byId()
                .forEach((id, key) -> keys.put(id, hold(id, key, former.get(id), now, newKey)));
        KeySet next = new KeySet(keys);
        return new KeyChange(next, revoked(former, next), restricted(former, next));
    }

    private static HeldKey hold(
            KeyId id,
            PreparedKey prepared,
            @Nullable HeldKey former,
            Instant now,
            BiFunction<KeyId, @Nullable String, ServerKey> newKey) {
        KeyRing.Entry entry = prepared.entry();
        if (former != null && former.psk().equals(prepared.psk())) {
            return hold(former.key(), prepared, former.expiryTold(), now);
        }
        // A new key has no sessions: nobody needs to be told that it came too late.
        return hold(newKey.apply(id, entry.name()), prepared, true, now);
    }

    private static HeldKey hold(ServerKey key, PreparedKey prepared, boolean told, Instant now) {
        KeyRing.Entry entry = prepared.entry();
        HeldKey held = new HeldKey(key, prepared.psk(), entry.notAfter(), entry.clients(), false);
        return told && held.expires(now) ? held.withExpiryTold() : held;
    }

    private static List<ServerKey> revoked(KeySet former, KeySet next) {
        return former.all().stream()
                .map(HeldKey::key)
                .filter(key -> next.get(key) == null)
                .toList();
    }

    private static List<ServerKey> restricted(KeySet former, KeySet next) {
        return former.all().stream()
                .filter(held -> isRestricted(held, next.get(held.key())))
                .map(HeldKey::key)
                .toList();
    }

    private static boolean isRestricted(HeldKey former, @Nullable HeldKey next) {
        return next != null && former.servesMoreThan(next);
    }
}
