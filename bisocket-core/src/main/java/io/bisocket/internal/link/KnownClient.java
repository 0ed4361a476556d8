package io.bisocket.internal.link;

import java.security.Principal;
import java.util.Optional;

/**
 * A client that is welcome.
 *
 * @param credentials what it has shown
 * @param principal who it is
 */
public record KnownClient(Credentials credentials, Optional<Principal> principal) {}
