package io.bisocket.internal.keys;

import io.bisocket.internal.crypto.SecretBytes;
import java.util.Optional;

/**
 * What the handshake with one hello is to be done with.
 *
 * @param psk a copy, for the caller to destroy when the handshake has read it
 * @param serverKey whose psk it is; to be looked at only when the handshake has succeeded. Empty
 *     for a decoy, which nobody holds: the handshake fails by itself
 */
public record HandshakeKey(SecretBytes psk, Optional<ServerKey> serverKey) {}
