package io.bisocket;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.UUID;

/**
 * Who a client says it is, and what of that its key has proven when its session was opened; a key
 * ring that changes later changes nothing of it. Thread-safe.
 */
public interface ClientIdentity {

    /** The client's id: a claim, unless it {@linkplain #isIdProven() is proven}. */
    UUID id();

    /** The name of the key that opened the session; empty for the key without one. */
    Optional<String> keyName();

    /**
     * Whether that key is a per-client key, one that the {@link KeyRing} restricts to client ids.
     * Its name then tells who this is. Never so in the Python format.
     */
    boolean hasOwnKey();

    /**
     * Whether nobody else could have opened a session under this id with that key, since it may
     * speak for this id alone.
     */
    boolean isIdProven();

    /** Where the client's send socket comes from. */
    InetSocketAddress address();

    /** The wire format, such as {@code python/secure}. */
    String dialect();
}
