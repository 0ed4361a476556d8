package io.bisocket.internal.crypto;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** UTF-8 bytes of secret text, without a String on the way. */
final class Utf8 {

    private Utf8() {}

    /** For the caller to wipe. */
    static byte[] encode(CharSequence text) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        encoded.rewind().put(new byte[bytes.length]);
        return bytes;
    }
}
