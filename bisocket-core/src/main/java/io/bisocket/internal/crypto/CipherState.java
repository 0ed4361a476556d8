package io.bisocket.internal.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.AEADBadTagException;

/**
 * A key and the counter of what it has sealed or opened: Noise section 5.1 with the nonce of
 * section 12.4, four zero bytes and the counter as big-endian u64. A state is used to seal, or to
 * open, in order. Not thread-safe.
 *
 * <p>No method sets the counter. It moves before the cipher runs, and whatever fails ends the
 * state, so that no nonce serves twice even after an exception. Before every counter k·2^20, k ≥ 1,
 * the key is replaced as {@code Rekey()} does (sections 4.2 and 11.3); the counter goes on.
 */
final class CipherState {

    static final long REKEY_INTERVAL = 1L << 20;

    private static final byte[] NO_AD = {};

    /** Noise section 5.1 reserves it for {@code Rekey()}. */
    private static final long MAX_NONCE = -1L;

    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] nonce = new byte[AesGcm.NONCE_LENGTH];
    private final long rekeyMask;
    private AesGcm aes;
    private long counter;
    private boolean usable = true;

    /** {@code InitializeKey(key)}; the array is copied. */
    CipherState(byte[] key) {
        this(key, REKEY_INTERVAL, 0);
    }

    /**
     * For tests of what only happens after very many messages.
     *
     * @param rekeyInterval a power of two
     */
    CipherState(byte[] key, long rekeyInterval, long counter) {
        if (Long.bitCount(rekeyInterval) != 1) {
            throw new IllegalArgumentException(
                    "the rekey interval must be a power of two but was " + rekeyInterval);
        }
        this.aes = new AesGcm(key);
        this.rekeyMask = rekeyInterval - 1;
        this.counter = counter;
    }

    /**
     * {@code EncryptWithAd}: writes ciphertext and tag. The source may lie in the target array.
     *
     * @return the number of bytes written, {@code length} + 16
     * @throws CryptoException {@code EXHAUSTED} or {@code ENDED}
     * @throws IndexOutOfBoundsException if a range does not fit its array; nothing has changed then
     */
    int seal(byte[] ad, byte[] source, int offset, int length, byte[] target, int at) {
        Objects.checkFromIndexSize(offset, length, source.length);
        Objects.checkFromIndexSize(at, length + AesGcm.TAG_LENGTH, target.length);
        byte[] next = nextNonce();
        try {
            int written = aes.seal(next, ad, source, offset, length, target, at);
            usable = true;
            return written;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM could not seal", e);
        }
    }

    /**
     * {@code DecryptWithAd}: writes the plaintext. A failure ends the state, and leaves the target
     * undefined.
     *
     * @return the number of bytes written, {@code length} − 16
     * @throws CryptoException {@code NOT_AUTHENTIC}, {@code LENGTH}, {@code EXHAUSTED} or {@code
     *     ENDED}
     * @throws IndexOutOfBoundsException if a range does not fit its array; nothing has changed then
     */
    int open(byte[] ad, byte[] source, int offset, int length, byte[] target, int at) {
        Objects.checkFromIndexSize(offset, length, source.length);
        Objects.checkFromIndexSize(at, Math.max(0, length - AesGcm.TAG_LENGTH), target.length);
        byte[] next = nextNonce();
        if (length < AesGcm.TAG_LENGTH) {
            throw new CryptoException(
                    CryptoException.Reason.LENGTH,
                    "a ciphertext must be at least 16 bytes but was " + length);
        }
        try {
            int written = aes.open(next, ad, source, offset, length, target, at);
            usable = true;
            return written;
        } catch (AEADBadTagException e) {
            throw new CryptoException(
                    CryptoException.Reason.NOT_AUTHENTIC, "the tag does not match");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM could not open", e);
        }
    }

    /** The nonce of this message, with the counter already beyond it and the state ended. */
    private byte[] nextNonce() {
        if (!usable) {
            throw new CryptoException(
                    CryptoException.Reason.ENDED, "an earlier failure ended this direction");
        }
        if (counter == MAX_NONCE) {
            throw new CryptoException(
                    CryptoException.Reason.EXHAUSTED, "all 2^64 - 1 nonces of the key are used");
        }
        usable = false;
        if (counter != 0 && (counter & rekeyMask) == 0) {
            rekey();
        }
        return nonce(counter++);
    }

    /** Noise section 4.2: the new key is what the old one makes of 32 zeros, without the tag. */
    private void rekey() {
        byte[] zeros = new byte[AesGcm.KEY_LENGTH];
        byte[] sealed = new byte[AesGcm.KEY_LENGTH + AesGcm.TAG_LENGTH];
        try {
            aes.seal(nonce(MAX_NONCE), NO_AD, zeros, 0, zeros.length, sealed, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM could not seal", e);
        }
        byte[] newKey = Arrays.copyOf(sealed, AesGcm.KEY_LENGTH);
        aes = new AesGcm(newKey);
        Wipe.all(sealed, newKey);
    }

    private byte[] nonce(long number) {
        BIG_ENDIAN.set(nonce, Integer.BYTES, number);
        return nonce;
    }
}
