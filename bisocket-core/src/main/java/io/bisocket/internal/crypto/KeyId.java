package io.bisocket.internal.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Which key a client means, as 16 bytes that are sent in the clear: zeros for the key without a
 * name, otherwise the first half of {@code SHA-256("bisocket/2 key id" ‖ name)}. Immutable.
 */
public final class KeyId {

    /** In bytes. */
    public static final int LENGTH = 16;

    /** The key without a name. */
    public static final KeyId UNNAMED = new KeyId(new byte[LENGTH]);

    private static final byte[] LABEL = "bisocket/2 key id".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;

    private KeyId(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The id of the key with this name, taken as UTF-8.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public static KeyId ofName(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the name of a key must not be empty");
        }
        byte[] hash = Sha256Hash.of(LABEL, name.getBytes(StandardCharsets.UTF_8));
        return new KeyId(Arrays.copyOf(hash, LENGTH));
    }

    /**
     * The id that stands in these bytes.
     *
     * @throws IllegalArgumentException if there are not 16
     */
    public static KeyId of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a key id must be 16 bytes but was " + bytes.length);
        }
        return new KeyId(bytes.clone());
    }

    /** A copy of the 16 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyId that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The id in hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
