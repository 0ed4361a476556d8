package io.bisocket.internal.keys;

import io.bisocket.internal.crypto.SecretBytes;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key as one ring has it.
 *
 * @param key the key, the same from ring to ring
 * @param psk its secret, of this object's own
 * @param notAfter its last moment; null for no end
 * @param clients for whom it may speak; empty for all
 * @param expiryTold whether its end is known already to all whom it concerns; then it has expired
 *     whatever the clock says now
 */
record HeldKey(
        ServerKey key,
        SecretBytes psk,
        @Nullable Instant notAfter,
        Set<UUID> clients,
        boolean expiryTold) {

    boolean hasExpired(Instant now) {
        return expiryTold || isPast(now);
    }

    /** Whether its end has come and has not been told. */
    boolean expires(Instant now) {
        return !expiryTold && isPast(now);
    }

    private boolean isPast(Instant now) {
        return notAfter != null && now.isAfter(notAfter);
    }

    boolean mayServe(UUID clientId) {
        return clients.isEmpty() || clients.contains(clientId);
    }

    /** Whether it may speak for somebody for whom the other may not. */
    boolean servesMoreThan(HeldKey other) {
        return !other.clients.isEmpty()
                && (clients.isEmpty() || !other.clients.containsAll(clients));
    }

    HeldKey withExpiryTold() {
        return new HeldKey(key, psk, notAfter, clients, true);
    }
}
