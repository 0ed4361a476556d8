package io.bisocket.internal.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-256-GCM with a nonce of 96 bits and a tag of 128 (NIST SP 800-38D), under one key. The caller
 * never uses a nonce twice; {@link CipherState} is the caller. Not thread-safe.
 *
 * <p>Works on heap arrays, where the JDK is fastest. What it allocates per call is the JDK's: the
 * parameter object and its copies of the nonce, for a cipher must be initialised again for every
 * message. So it may be another one each time: see {@link LentCipher}.
 */
final class AesGcm {

    /** In bytes, as the others. */
    static final int KEY_LENGTH = 32;

    static final int NONCE_LENGTH = 12;
    static final int TAG_LENGTH = 16;

    private final SecretKeySpec key;
    private @Nullable LentCipher lent;
    private int loan;

    AesGcm(byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("the key must be 32 bytes but was " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * Writes ciphertext and tag, {@code length} + 16 bytes. The source may lie in the target array,
     * at the target's offset or elsewhere.
     */
    int seal(byte[] nonce, byte[] ad, byte[] source, int offset, int length, byte[] target, int at)
            throws GeneralSecurityException {
        return start(Cipher.ENCRYPT_MODE, nonce, ad).doFinal(source, offset, length, target, at);
    }

    /**
     * Writes the plaintext of ciphertext and tag, {@code length} − 16 bytes. A target array other
     * than the source spares the JDK a copy. After a failure the target's content is undefined.
     *
     * @throws AEADBadTagException if the tag does not match, or {@code length} is too short for one
     */
    int open(byte[] nonce, byte[] ad, byte[] source, int offset, int length, byte[] target, int at)
            throws GeneralSecurityException {
        if (length < TAG_LENGTH) {
            // JDK 17 answers this with an unchecked ProviderException.
            throw new AEADBadTagException("shorter than a tag");
        }
        return start(Cipher.DECRYPT_MODE, nonce, ad).doFinal(source, offset, length, target, at);
    }

    private Cipher start(int mode, byte[] nonce, byte[] ad) throws GeneralSecurityException {
        Cipher cipher = cipher();
        cipher.init(mode, key, new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, nonce));
        if (ad.length > 0) {
            cipher.updateAAD(ad);
        }
        return cipher;
    }

    private Cipher cipher() {
        LentCipher mine = lent;
        if (mine == null || !mine.isLentTo(loan)) {
            mine = LentCipher.lend();
            lent = mine;
            loan = mine.loan();
        }
        return mine.cipher();
    }
}
