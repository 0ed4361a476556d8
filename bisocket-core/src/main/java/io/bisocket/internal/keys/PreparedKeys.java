package io.bisocket.internal.keys;

import io.bisocket.KeyRing;
import io.bisocket.internal.crypto.KeyId;
import io.bisocket.internal.crypto.SecretBytes;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of a ring with their secrets derived, which nobody uses yet. */
final class PreparedKeys {

    /**
     * A key.
     *
     * @param entry what the ring says
     * @param psk what a handshake needs
     */
    record PreparedKey(KeyRing.Entry entry, SecretBytes psk) {}

    private final Map<KeyId, PreparedKey> keys;

    private PreparedKeys(Map<KeyId, PreparedKey> keys) {
        this.keys = keys;
    }

    /** Blocks for up to a second for each passphrase. */
    static PreparedKeys of(KeyRing ring, String serviceName) {
        Map<KeyId, PreparedKey> keys = new LinkedHashMap<>();
        KeyIds.byId(ring.entries())
                .forEach((id, entry) -> keys.put(id, prepare(entry, serviceName)));
        return new PreparedKeys(keys);
    }

    private static PreparedKey prepare(KeyRing.Entry entry, String serviceName) {
        return new PreparedKey(entry, HandshakePsk.derive(entry.name(), entry.key(), serviceName));
    }

    Map<KeyId, PreparedKey> byId() {
        return keys;
    }

    void destroy() {
        keys.values().forEach(key -> key.psk().destroy());
    }
}
