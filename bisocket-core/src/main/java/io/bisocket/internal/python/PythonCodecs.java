package io.bisocket.internal.python;

import io.bisocket.Encryption;
import java.security.SecureRandom;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the codec of each mode. */
public final class PythonCodecs {

    /** The length of a key, in bytes. */
    public static final int KEY_LENGTH = 32;

    /** Work on more bytes than this does not belong on an event loop. */
    static final int HEAVY_LENGTH = 64 * 1024;

    private PythonCodecs() {}

    /**
     * A codec with a replay memory of its own. Each end of a connection needs its own codec: one
     * that both ends shared would take everything for reflected. A server uses one for all its
     * clients, so that a frame cannot be replayed on another connection.
     *
     * @param encryption the mode
     * @param key {@value #KEY_LENGTH} bytes, copied; null for {@link Encryption#OFF}
     * @return the codec
     * @throws IllegalArgumentException if the key's length is wrong
     */
    public static PythonCodec of(Encryption encryption, byte @Nullable [] key) {
        if (encryption == Encryption.OFF) {
            return new OffCodec();
        }
        AesGcm aes = new AesGcm(check(Objects.requireNonNull(key, "key")), new SecureRandom());
        return encryption == Encryption.SECURE
                ? new SecureCodec(aes, new ReplayGuard())
                : new FasterCodec(aes, new ReplayGuard());
    }

    private static byte[] check(byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException(
                    "a key must be %d bytes but was %d".formatted(KEY_LENGTH, key.length));
        }
        return key;
    }
}
