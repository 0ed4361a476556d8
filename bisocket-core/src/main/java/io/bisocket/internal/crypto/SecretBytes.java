package io.bisocket.internal.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that nobody may see. {@link #exposeSecret} is the one way to read them, so every reader can
 * be found by its name; text, logs and hash codes show nothing, and comparing takes the same time
 * wherever the first difference is. Thread-safe.
 */
public final class SecretBytes {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;
    private boolean destroyed;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A secret with a copy of these bytes; wiping the argument stays the caller's business. */
    public static SecretBytes copyOf(byte[] bytes) {
        return new SecretBytes(bytes.clone());
    }

    /** A secret that owns this array from now on: the caller neither keeps nor wipes it. */
    static SecretBytes owning(byte[] bytes) {
        return new SecretBytes(bytes);
    }

    /** A new secret of {@code length} random bytes. */
    public static SecretBytes random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return new SecretBytes(bytes);
    }

    /** The number of bytes. */
    public int length() {
        return bytes.length;
    }

    /**
     * A copy of the bytes, for the caller to wipe after use.
     *
     * @throws IllegalStateException if the secret has been destroyed
     */
    public byte[] exposeSecret() {
        byte[] copy = snapshot();
        if (copy == null) {
            throw new IllegalStateException("the secret has been destroyed");
        }
        return copy;
    }

    /**
     * An equal secret with a life of its own.
     *
     * @throws IllegalStateException if the secret has been destroyed
     */
    public SecretBytes copy() {
        return new SecretBytes(exposeSecret());
    }

    /** Overwrites the bytes with zeros. Reading them fails from now on; again is harmless. */
    public synchronized void destroy() {
        Arrays.fill(bytes, (byte) 0);
        destroyed = true;
    }

    private synchronized byte @Nullable [] snapshot() {
        return destroyed ? null : bytes.clone();
    }

    /** Compares in constant time. A destroyed secret equals itself alone. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof SecretBytes that && sameBytes(that));
    }

    private boolean sameBytes(SecretBytes that) {
        byte[] mine = snapshot();
        byte[] theirs = that.snapshot();
        if (mine == null || theirs == null) {
            return false;
        }
        boolean same = MessageDigest.isEqual(mine, theirs);
        Wipe.all(mine, theirs);
        return same;
    }

    /** The length alone: a hash of the bytes would tell something of them. */
    @Override
    public int hashCode() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return "SecretBytes[***]";
    }
}
