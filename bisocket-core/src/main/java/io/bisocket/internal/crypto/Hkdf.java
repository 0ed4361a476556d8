package io.bisocket.internal.crypto;

import java.util.Arrays;
import javax.crypto.Mac;

/** HKDF with HMAC-SHA-256 (RFC 5869), and the form that Noise gives it (section 4.3). */
final class Hkdf {

    private static final int MAX_BLOCKS = 255;
    private static final byte[] EMPTY = {};

    private Hkdf() {}

    /** RFC 5869 section 2, both steps. An empty salt stands for none, that is 32 zeros. */
    static byte[] derive(byte[] salt, byte[] keyMaterial, byte[] info, int length) {
        byte[] pseudorandomKey = extract(salt, keyMaterial);
        byte[] output = expand(pseudorandomKey, info, length);
        Wipe.all(pseudorandomKey);
        return output;
    }

    /** RFC 5869 section 2.2. */
    static byte[] extract(byte[] salt, byte[] keyMaterial) {
        return HmacSha256.of(salt, keyMaterial);
    }

    /**
     * RFC 5869 section 2.3: T(i) = HMAC(key, T(i−1) ‖ info ‖ i), from i = 1.
     *
     * @throws IllegalArgumentException if {@code length} exceeds 255 × 32
     */
    static byte[] expand(byte[] pseudorandomKey, byte[] info, int length) {
        int blocks = (length + Sha256Hash.LENGTH - 1) / Sha256Hash.LENGTH;
        if (blocks > MAX_BLOCKS) {
            throw new IllegalArgumentException(
                    "HKDF-SHA-256 yields at most "
                            + MAX_BLOCKS * Sha256Hash.LENGTH
                            + " bytes but was asked for "
                            + length);
        }
        Mac mac = HmacSha256.keyed(pseudorandomKey);
        byte[] output = new byte[length];
        byte[] block = EMPTY;
        for (int i = 1; i <= blocks; i++) {
            mac.update(block);
            mac.update(info);
            mac.update((byte) i);
            Wipe.all(block);
            block = mac.doFinal();
            int offset = (i - 1) * Sha256Hash.LENGTH;
            int count = Math.min(Sha256Hash.LENGTH, length - offset);
            System.arraycopy(block, 0, output, offset, count);
        }
        Wipe.all(block);
        return output;
    }

    /**
     * Noise section 4.3, {@code HKDF(chaining_key, input_key_material, num_outputs)}: RFC 5869 with
     * the chaining key as salt and no info, cut into outputs of 32 bytes.
     */
    static byte[][] noise(byte[] chainingKey, byte[] keyMaterial, int outputs) {
        byte[] all = derive(chainingKey, keyMaterial, EMPTY, outputs * Sha256Hash.LENGTH);
        byte[][] cut = new byte[outputs][];
        for (int i = 0; i < outputs; i++) {
            int offset = i * Sha256Hash.LENGTH;
            cut[i] = Arrays.copyOfRange(all, offset, offset + Sha256Hash.LENGTH);
        }
        Wipe.all(all);
        return cut;
    }
}
