package io.bisocket.internal.crypto;

/** Makes records ({@link RecordFormat}) of one direction, in order. Not thread-safe. */
public final class RecordSealer {

    private static final byte[] NO_AD = {};

    private final CipherState cipher;

    RecordSealer(CipherState cipher) {
        this.cipher = cipher;
    }

    /**
     * Writes one whole record: length field, ciphertext and tag. The plaintext may already stand
     * where the ciphertext goes, at {@code at} + 2 of the same array.
     *
     * @return the number of bytes written, {@code length} + 18
     * @throws IllegalArgumentException if {@code length} is not 4 to 65,519; nothing has changed
     * @throws IndexOutOfBoundsException if a range does not fit its array; nothing has changed
     * @throws CryptoException {@code EXHAUSTED}, or {@code ENDED} after an earlier failure
     */
    public int seal(byte[] plaintext, int offset, int length, byte[] target, int at) {
        if (length < RecordFormat.MIN_PLAINTEXT_LENGTH
                || length > RecordFormat.MAX_PLAINTEXT_LENGTH) {
            throw new IllegalArgumentException(
                    "a record's plaintext must be 4 to 65519 bytes but was " + length);
        }
        CipherWarmUp.record(length);
        int body = at + RecordFormat.HEADER_LENGTH;
        int written = cipher.seal(NO_AD, plaintext, offset, length, target, body);
        // After the cipher: the source may begin where the length goes.
        target[at] = (byte) (written >>> Byte.SIZE);
        target[at + 1] = (byte) written;
        return written + RecordFormat.HEADER_LENGTH;
    }
}
