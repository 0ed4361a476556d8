package io.bisocket.internal.keys;

import io.bisocket.internal.crypto.KeyId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key that a server accepts or has accepted, without its secret. A session keeps the one that
 * opened it. It stays the same object from ring to ring while its secret does, and a new secret
 * under an old name is another key. Thread-safe; what it answers is of the moment.
 *
 * <pre>
 *           time passes, or a ring moves the end
 *   VALID ◄─────────────────────────────────────► EXPIRED
 *     └────────── a ring without the key ───────────┴──► REVOKED
 * </pre>
 */
public final class ServerKey {

    /** Whether a key still counts. */
    public enum Standing {
        /** It opens sessions. */
        VALID,
        /** It opens no more sessions; those that it opened are to come to an end. */
        EXPIRED,
        /** It is as if it had never been. */
        REVOKED
    }

    private final KeyId id;
    private final @Nullable String name;
    private final ServerKeys keys;

    ServerKey(KeyId id, @Nullable String name, ServerKeys keys) {
        this.id = id;
        this.name = name;
        this.keys = keys;
    }

    /** Which key a hello names by it. */
    public KeyId id() {
        return id;
    }

    /** The name in the ring; null for the key without one. */
    public @Nullable String name() {
        return name;
    }

    /** Whether the key still counts. */
    public Standing standing() {
        return keys.standing(this);
    }

    /**
     * Whether the key speaks for certain clients only, so that it proves who a client is. A revoked
     * key does not.
     */
    public boolean isPerClient() {
        return keys.isPerClient(this);
    }

    /** Whether the key may speak for this client and for no other. A revoked key does not. */
    public boolean belongsTo(UUID clientId) {
        return keys.belongsTo(this, clientId);
    }

    /** Whether the key may speak for this client. A revoked key may for none. */
    public boolean mayServe(UUID clientId) {
        return keys.mayServe(this, clientId);
    }

    @Override
    public String toString() {
        return KeyIds.title(name);
    }
}
