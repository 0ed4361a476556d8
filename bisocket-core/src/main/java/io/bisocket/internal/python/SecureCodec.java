package io.bisocket.internal.python;

import io.bisocket.Encryption;
import io.bisocket.internal.compression.Bzip2;
import io.bisocket.internal.compression.Bzip2Exception;
import java.util.Arrays;

/**
 * Mode {@code secure}: one bzip2 stream of
 *
 * <pre>
 * +--------------------------+------+---------+----+
 * | ciphertext               | tag  | |{***}| | IV |
 * +--------------------------+------+---------+----+
 *                              16       7       12
 * </pre>
 *
 * The reader splits at the last separator.
 */
final class SecureCodec implements PythonCodec {

    /**
     * How much longer than its body the sealed bytes may be. Ciphertext does not compress, so a
     * genuine body is the longer of the two, always.
     */
    private static final int LEEWAY = 16;

    private final AesGcm aes;
    private final ReplayGuard guard;

    SecureCodec(AesGcm aes, ReplayGuard guard) {
        this.aes = aes;
        this.guard = guard;
    }

    @Override
    public Encryption encryption() {
        return Encryption.SECURE;
    }

    @Override
    public byte[] encode(byte[] plain) {
        byte[] iv;
        byte[] body;
        do {
            iv = newIv();
            body = Bzip2.compress(seal(iv, plain));
        } while (!Token.TERMINATOR.canFollow(body));
        guard.sent(iv);
        return body;
    }

    @Override
    public byte[] decode(byte[] body) {
        byte[] sealed = decompress(body);
        int separator = Token.IV_SEPARATOR.lastIndexIn(sealed);
        if (separator < 0) {
            throw unreadable(
                    "expected ciphertext, a separator and an IV, but there is no separator");
        }
        byte[] iv = Arrays.copyOfRange(sealed, separator + Token.LENGTH, sealed.length);
        if (iv.length != AesGcm.IV_LENGTH) {
            throw unreadable(
                    "expected an IV of %d bytes but it has %d"
                            .formatted(AesGcm.IV_LENGTH, iv.length));
        }
        byte[] plain = aes.decrypt(iv, sealed, 0, separator);
        guard.refuseUnlessFirst(iv);
        return plain;
    }

    @Override
    public boolean heavy(int length) {
        return true;
    }

    /**
     * An IV that does not move the last separator: one could begin in the separator's last byte.
     */
    private byte[] newIv() {
        while (true) {
            byte[] iv = aes.newIv();
            byte[] tail = new byte[Token.LENGTH + iv.length];
            Token.IV_SEPARATOR.copyTo(tail, 0);
            System.arraycopy(iv, 0, tail, Token.LENGTH, iv.length);
            if (Token.IV_SEPARATOR.lastIndexIn(tail) == 0) {
                return iv;
            }
        }
    }

    private byte[] seal(byte[] iv, byte[] plain) {
        int separator = plain.length + AesGcm.TAG_LENGTH;
        byte[] sealed = new byte[separator + Token.LENGTH + iv.length];
        aes.encrypt(iv, plain, sealed, 0);
        Token.IV_SEPARATOR.copyTo(sealed, separator);
        System.arraycopy(iv, 0, sealed, separator + Token.LENGTH, iv.length);
        return sealed;
    }

    private static byte[] decompress(byte[] body) {
        try {
            return Bzip2.decompress(body, body.length + LEEWAY);
        } catch (Bzip2Exception e) {
            boolean tooLarge = e.reason() == Bzip2Exception.Reason.TOO_LARGE;
            throw new PythonDecodeException(
                    tooLarge
                            ? PythonDecodeException.Reason.SIZE
                            : PythonDecodeException.Reason.MODE_OR_KEY,
                    e.getMessage());
        }
    }

    private static PythonDecodeException unreadable(String message) {
        return new PythonDecodeException(PythonDecodeException.Reason.MODE_OR_KEY, message);
    }
}
