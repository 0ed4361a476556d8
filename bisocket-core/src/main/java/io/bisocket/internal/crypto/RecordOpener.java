package io.bisocket.internal.crypto;

/**
 * Opens records ({@link RecordFormat}) of one direction, in order. The first one that does not open
 * ends it. Not thread-safe.
 */
public final class RecordOpener {

    private static final byte[] NO_AD = {};

    private final CipherState cipher;

    RecordOpener(CipherState cipher) {
        this.cipher = cipher;
    }

    /**
     * Opens the body of one record, that is ciphertext and tag without the length field. A target
     * other than the source spares a copy. After a failure the target's content is undefined.
     *
     * @param length of the body, in bytes
     * @return the number of plaintext bytes written, {@code length} − 16
     * @throws CryptoException {@code LENGTH}, {@code NOT_AUTHENTIC}, {@code EXHAUSTED}, or {@code
     *     ENDED} after an earlier failure
     * @throws IndexOutOfBoundsException if a range does not fit its array; nothing has changed
     */
    public int open(byte[] body, int offset, int length, byte[] target, int at) {
        RecordFormat.requireBodyLength(length);
        CipherWarmUp.record(length);
        return cipher.open(NO_AD, body, offset, length, target, at);
    }
}
