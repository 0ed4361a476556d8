package io.bisocket.internal.python;

import io.bisocket.Encryption;
import java.util.Arrays;
import java.util.Base64;

/**
 * Mode {@code off}: {@code r} and the plain bytes, or {@code b} and their base64 form where the
 * plain bytes would break the framing. An altered frame goes unnoticed, unless it no longer has one
 * of the two forms.
 */
final class OffCodec implements PythonCodec {

    private static final byte RAW = 'r';
    private static final byte BASE64 = 'b';

    @Override
    public Encryption encryption() {
        return Encryption.OFF;
    }

    @Override
    public byte[] encode(byte[] plain) {
        // The tag needs no check: no token begins with it, and none has it inside.
        return Token.TERMINATOR.canFollow(plain)
                ? tagged(RAW, plain)
                : tagged(BASE64, Base64.getEncoder().encode(plain));
    }

    @Override
    public byte[] decode(byte[] body) {
        if (body.length > 0 && body[0] == RAW) {
            return Arrays.copyOfRange(body, 1, body.length);
        }
        if (body.length > 0 && body[0] == BASE64) {
            return decodeBase64(body);
        }
        throw unreadable(
                "expected a body that begins with 'r' or 'b' but "
                        + (body.length == 0
                                ? "it is empty"
                                : "it begins with 0x%02x".formatted(body[0])));
    }

    @Override
    public boolean heavy(int length) {
        return length > PythonCodecs.HEAVY_LENGTH;
    }

    private static byte[] tagged(byte tag, byte[] data) {
        byte[] body = new byte[1 + data.length];
        body[0] = tag;
        System.arraycopy(data, 0, body, 1, data.length);
        return body;
    }

    private static byte[] decodeBase64(byte[] body) {
        if (body.length % 4 != 1) {
            throw unreadable(
                    "expected base64 in groups of 4 but there were %d characters"
                            .formatted(body.length - 1));
        }
        try {
            return Base64.getDecoder().decode(Arrays.copyOfRange(body, 1, body.length));
        } catch (IllegalArgumentException e) {
            throw unreadable("expected base64 after 'b' but it is none");
        }
    }

    private static PythonDecodeException unreadable(String message) {
        return new PythonDecodeException(PythonDecodeException.Reason.MODE_OR_KEY, message);
    }
}
