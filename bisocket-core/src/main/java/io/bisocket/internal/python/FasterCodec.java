package io.bisocket.internal.python;

import io.bisocket.Encryption;
import java.util.Arrays;

/**
 * Mode {@code faster}.
 *
 * <pre>
 *  0   12                        n-16    n
 * +----+--------------------------+------+
 * | IV | ciphertext               | tag  |
 * +----+--------------------------+------+
 * </pre>
 */
final class FasterCodec implements PythonCodec {

    private final AesGcm aes;
    private final ReplayGuard guard;

    FasterCodec(AesGcm aes, ReplayGuard guard) {
        this.aes = aes;
        this.guard = guard;
    }

    @Override
    public Encryption encryption() {
        return Encryption.FASTER;
    }

    @Override
    public byte[] encode(byte[] plain) {
        byte[] iv;
        byte[] body = new byte[AesGcm.IV_LENGTH + plain.length + AesGcm.TAG_LENGTH];
        do {
            iv = aes.newIv();
            System.arraycopy(iv, 0, body, 0, iv.length);
            aes.encrypt(iv, plain, body, iv.length);
        } while (!Token.TERMINATOR.canFollow(body));
        guard.sent(iv);
        return body;
    }

    @Override
    public byte[] decode(byte[] body) {
        if (body.length < AesGcm.IV_LENGTH) {
            throw new PythonDecodeException(
                    PythonDecodeException.Reason.MODE_OR_KEY,
                    "expected an IV of %d bytes but the body has %d"
                            .formatted(AesGcm.IV_LENGTH, body.length));
        }
        byte[] iv = Arrays.copyOf(body, AesGcm.IV_LENGTH);
        byte[] plain = aes.decrypt(iv, body, iv.length, body.length - iv.length);
        guard.refuseUnlessFirst(iv);
        return plain;
    }

    @Override
    public boolean heavy(int length) {
        return length > PythonCodecs.HEAVY_LENGTH;
    }
}
