package io.bisocket.internal.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4); the {@code HASH} of Noise section 4.3. */
final class Sha256Hash {

    /** {@code HASHLEN}, in bytes. */
    static final int LENGTH = 32;

    private Sha256Hash() {}

    /** The hash of the parts, one after the other. */
    static byte[] of(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
