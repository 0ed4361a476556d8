package io.bisocket.internal.link;

import io.bisocket.ClientIdentity;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.UUID;

/** What a client has shown before a session is opened for it. */
public record Credentials(
        UUID id,
        Optional<String> keyName,
        boolean hasOwnKey,
        boolean isIdProven,
        InetSocketAddress address,
        String dialect)
        implements ClientIdentity {

    /** Those of a client whose key is shared and has no name. */
    public static Credentials shared(UUID id, InetSocketAddress address, String dialect) {
        return new Credentials(id, Optional.empty(), false, false, address, dialect);
    }
}
