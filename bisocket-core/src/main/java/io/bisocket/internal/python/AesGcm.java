package io.bisocket.internal.python;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM under one key with random IVs and no associated data. Safe for use by many threads.
 */
final class AesGcm {

    static final int IV_LENGTH = 12;
    static final int TAG_LENGTH = 16;

    private static final int PIECE = 16 * 1024;
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(AesGcm::newCipher);

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    AesGcm(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    byte[] newIv() {
        byte[] iv = new byte[IV_LENGTH];
        random.nextBytes(iv);
        return iv;
    }

    /**
     * Writes ciphertext and tag, {@value #TAG_LENGTH} bytes more than {@code plain}, at the offset.
     */
    void encrypt(byte[] iv, byte[] plain, byte[] target, int offset) {
        try {
            Cipher cipher = CIPHER.get();
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_LENGTH * 8, iv));
            int done = 0;
            int written = offset;
            for (; plain.length - done > PIECE; done += PIECE) {
                written += cipher.update(plain, done, PIECE, target, written);
            }
            cipher.doFinal(plain, done, plain.length - done, target, written);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed to encrypt", e);
        }
    }

    /**
     * Decrypts ciphertext and tag.
     *
     * @throws PythonDecodeException if there is no room for a tag, or the tag is wrong
     */
    byte[] decrypt(byte[] iv, byte[] source, int offset, int length) {
        if (length < TAG_LENGTH) {
            throw unreadable(
                    "expected at least %d bytes of ciphertext but there were %d"
                            .formatted(TAG_LENGTH, length));
        }
        try {
            Cipher cipher = CIPHER.get();
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_LENGTH * 8, iv));
            return cipher.doFinal(source, offset, length);
        } catch (AEADBadTagException e) {
            throw unreadable(
                    "expected a frame under this end's key but its tag is wrong: another key, another mode, or altered");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed to decrypt", e);
        }
    }

    private static PythonDecodeException unreadable(String message) {
        return new PythonDecodeException(PythonDecodeException.Reason.MODE_OR_KEY, message);
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no AES-GCM", e);
        }
    }
}
