package io.bisocket;

import io.bisocket.internal.server.KeyPrincipal;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Says who a client is, before a session is opened for it. The client has shown already that it
 * holds one of the server's keys. Thread-safe.
 *
 * <p>Called on worker threads, where it may block, for {@code handshake-timeout} at most: a client
 * is refused when that is over.
 */
@FunctionalInterface
public interface ClientAuthenticator {

    /**
     * What decides where nothing is set: whoever has a per-client key is known by the key's name,
     * and everybody else is welcome without a name.
     */
    static ClientAuthenticator byKey() {
        return KeyPrincipal::of;
    }

    /**
     * Says who a client is.
     *
     * @return who it is; null for a client that is welcome without a name
     * @throws AuthenticationFailedException if it is refused. Whatever else is thrown refuses it,
     *     too, and is logged as an error. The client is told no more than that it is refused
     */
    @Nullable Principal authenticate(ClientIdentity client);
}
