package io.bisocket.internal.crypto;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Byte arrays as tests write them. */
final class Bytes {

    private Bytes() {}

    static byte[] hex(String... digits) {
        return HexFormat.of().parseHex(String.join("", digits));
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** A copy with this bit, counted from the first byte's lowest, inverted. */
    static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << (bit % 8));
        return copy;
    }

    /** {@code length} bytes counting up from {@code first}. */
    static byte[] counting(int first, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return bytes;
    }
}
