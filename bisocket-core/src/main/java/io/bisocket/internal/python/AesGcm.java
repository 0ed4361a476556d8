package io.bisocket.internal.python;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM under one key with random IVs and no associated data. Safe for use by many threads.
 *
 * <p>Long inputs are fed in short pieces. The JDK's GCM is fast where the virtual machine has
 * compiled its callers, and it compiles what is called thousands of times: one call for a whole
 * megabyte stays forty times slower than it could be.
 */
final class AesGcm {

    static final int IV_LENGTH = 12;
    static final int TAG_LENGTH = 16;

    private static final int PIECE = 1024;
    private static final int LONG_INPUT = 64 * 1024;
    private static final String GCM = "AES/GCM/NoPadding";
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(() -> newCipher(GCM));

    private final SecureRandom random;
    private final SecretKeySpec key;

    AesGcm(byte[] key, SecureRandom random) {
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    byte[] newIv() {
        byte[] iv = new byte[IV_LENGTH];
        random.nextBytes(iv);
        return iv;
    }

    /** Writes ciphertext and tag, {@value #TAG_LENGTH} bytes more than {@code plain}, to target. */
    void encrypt(byte[] iv, byte[] plain, byte[] target, int offset) {
        try {
            Cipher cipher = CIPHER.get();
            cipher.init(Cipher.ENCRYPT_MODE, key, gcm(iv));
            inPieces(cipher, plain, 0, plain.length, target, offset);
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
            return length > LONG_INPUT
                    ? decryptInPieces(iv, source, offset, length - TAG_LENGTH)
                    : decryptAtOnce(iv, source, offset, length - TAG_LENGTH);
        } catch (AEADBadTagException e) {
            throw unreadable(
                    "expected a frame under this end's key but the tag is wrong: it was written"
                            + " under another key or in another mode, or altered");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed to decrypt", e);
        }
    }

    byte[] decryptAtOnce(byte[] iv, byte[] source, int offset, int length)
            throws GeneralSecurityException {
        Cipher cipher = CIPHER.get();
        cipher.init(Cipher.DECRYPT_MODE, key, gcm(iv));
        return cipher.doFinal(source, offset, length + TAG_LENGTH);
    }

    /**
     * The JDK decrypts GCM in one step, however it is fed. So the counter mode within GCM decrypts
     * here, and encrypting once more gives the tag that there must be.
     */
    byte[] decryptInPieces(byte[] iv, byte[] source, int offset, int length)
            throws GeneralSecurityException {
        byte[] plain = new byte[length];
        Cipher cipher = newCipher("AES/CTR/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, key, firstCounter(iv));
        inPieces(cipher, source, offset, length, plain, 0);
        int end = offset + length;
        byte[] tag = Arrays.copyOfRange(source, end, end + TAG_LENGTH);
        if (!MessageDigest.isEqual(tag(iv, plain), tag)) {
            throw new AEADBadTagException();
        }
        return plain;
    }

    private byte[] tag(byte[] iv, byte[] plain) throws GeneralSecurityException {
        // A new cipher: one that is reused refuses to take the same IV twice.
        Cipher cipher = newCipher(GCM);
        cipher.init(Cipher.ENCRYPT_MODE, key, gcm(iv));
        byte[] scratch = new byte[PIECE + TAG_LENGTH];
        int done = 0;
        for (; plain.length - done > PIECE; done += PIECE) {
            cipher.update(plain, done, PIECE, scratch, 0);
        }
        int end = cipher.doFinal(plain, done, plain.length - done, scratch, 0);
        return Arrays.copyOfRange(scratch, end - TAG_LENGTH, end);
    }

    private static void inPieces(
            Cipher cipher, byte[] source, int offset, int length, byte[] target, int targetOffset)
            throws GeneralSecurityException {
        int done = 0;
        int written = targetOffset;
        for (; length - done > PIECE; done += PIECE) {
            written += cipher.update(source, offset + done, PIECE, target, written);
        }
        cipher.doFinal(source, offset + done, length - done, target, written);
    }

    /** GCM numbers blocks from 1 in the 4 bytes after the IV; the first one masks the tag. */
    private static IvParameterSpec firstCounter(byte[] iv) {
        byte[] counter = Arrays.copyOf(iv, IV_LENGTH + Integer.BYTES);
        counter[counter.length - 1] = 2;
        return new IvParameterSpec(counter);
    }

    private static GCMParameterSpec gcm(byte[] iv) {
        return new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, iv);
    }

    private static PythonDecodeException unreadable(String message) {
        return new PythonDecodeException(PythonDecodeException.Reason.MODE_OR_KEY, message);
    }

    private static Cipher newCipher(String transformation) {
        try {
            return Cipher.getInstance(transformation);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no " + transformation, e);
        }
    }
}
