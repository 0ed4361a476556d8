package io.bisocket.internal.server;

import io.bisocket.ClientIdentity;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Somebody who is known by the name of a per-client key. */
public record KeyPrincipal(String name) implements Principal {

    /** Who has proven to be this; null without a per-client key, or if that has no name. */
    public static @Nullable Principal of(ClientIdentity client) {
        return client.hasOwnKey() ? client.keyName().map(KeyPrincipal::new).orElse(null) : null;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
