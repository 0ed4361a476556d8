package io.bisocket.internal.protocol;

import io.bisocket.SocketRole;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a hello says before its Noise message.
 *
 * @param minor the highest minor version that the client speaks
 * @param keyKind which sort of key protects the handshake
 * @param role which socket this is; {@link SocketRole#SEND} with a configured key
 * @param keyId the id of the key, or the session's; 16 bytes
 */
public record HelloHeader(int minor, KeyKind keyKind, SocketRole role, byte[] keyId) {

    /** The major version of this protocol. */
    public static final int MAJOR = 2;

    /** The minor version that this code speaks. */
    public static final int MINOR = 0;

    static final int KEY_ID_LENGTH = 16;

    /** Which sort of key protects a handshake. */
    public enum KeyKind {
        /** One that both ends were configured with; creates a session. */
        CONFIGURED,
        /** The session's own; attaches a socket to it. */
        SESSION
    }

    public HelloHeader {
        if (keyId.length != KEY_ID_LENGTH) {
            throw new IllegalArgumentException("a key id must be 16 bytes but was " + keyId.length);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HelloHeader that
                && minor == that.minor
                && keyKind == that.keyKind
                && role == that.role
                && Arrays.equals(keyId, that.keyId);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(keyId);
    }

    @Override
    public String toString() {
        return "HelloHeader[minor=%d, keyKind=%s, role=%s, keyId=%s]"
                .formatted(minor, keyKind, role, HexFormat.of().formatHex(keyId));
    }
}
