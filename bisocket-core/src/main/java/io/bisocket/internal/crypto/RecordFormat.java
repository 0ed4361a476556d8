package io.bisocket.internal.crypto;

/**
 * The lengths of a record, in bytes.
 *
 * <pre>
 *   0        2                          2 + n        18 + n
 *   ┌────────┬──────────────────────────┬─────────────┐
 *   │ length │ ciphertext, n bytes      │ tag, 16     │   4 ≤ n ≤ 65,519
 *   └────────┴──────────────────────────┴─────────────┘
 *     u16, big-endian: 16 + n, so 20 to 65,535
 * </pre>
 */
public final class RecordFormat {

    /** The length field before the body. */
    public static final int HEADER_LENGTH = 2;

    /** What a record is longer than its plaintext. */
    public static final int OVERHEAD = HEADER_LENGTH + AesGcm.TAG_LENGTH;

    /** The shortest plaintext, one empty frame. */
    public static final int MIN_PLAINTEXT_LENGTH = 4;

    /** The longest plaintext that is accepted. */
    public static final int MAX_PLAINTEXT_LENGTH = NoiseHandshake.MAX_LENGTH - AesGcm.TAG_LENGTH;

    /** The longest plaintext that a sender should put into a record. */
    public static final int SEND_LIMIT = 49_152;

    private static final int MIN_BODY_LENGTH = MIN_PLAINTEXT_LENGTH + AesGcm.TAG_LENGTH;

    private RecordFormat() {}

    /**
     * Checks the length field, before any buffer grows for the body.
     *
     * @return the length
     * @throws CryptoException {@code LENGTH}
     */
    public static int requireBodyLength(int length) {
        if (length < MIN_BODY_LENGTH || length > NoiseHandshake.MAX_LENGTH) {
            throw new CryptoException(
                    CryptoException.Reason.LENGTH,
                    "a record's length must be "
                            + MIN_BODY_LENGTH
                            + " to "
                            + NoiseHandshake.MAX_LENGTH
                            + " but was "
                            + length);
        }
        return length;
    }
}
