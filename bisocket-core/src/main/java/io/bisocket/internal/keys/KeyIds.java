package io.bisocket.internal.keys;

import io.bisocket.KeyRing;
import io.bisocket.internal.crypto.KeyId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ids under which handshakes name keys. */
public final class KeyIds {

    private KeyIds() {}

    /**
     * The entries under their ids.
     *
     * @throws IllegalArgumentException if two have the same id
     */
    public static Map<KeyId, KeyRing.Entry> byId(Collection<KeyRing.Entry> entries) {
        Map<KeyId, KeyRing.Entry> found = new LinkedHashMap<>();
        for (KeyRing.Entry entry : entries) {
            KeyRing.Entry other = found.putIfAbsent(ofName(entry.name()), entry);
            if (other != null) {
                throw new IllegalArgumentException(
                        "%s and %s have the same key id; rename one of them"
                                .formatted(title(other.name()), title(entry.name())));
            }
        }
        return found;
    }

    static KeyId ofName(@Nullable String name) {
        return name == null ? KeyId.UNNAMED : KeyId.ofName(name);
    }

    /** What messages call a key. */
    static String title(@Nullable String name) {
        return name == null ? "the key without a name" : "the key '%s'".formatted(name);
    }
}
