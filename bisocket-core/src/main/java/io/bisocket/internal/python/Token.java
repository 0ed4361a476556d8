package io.bisocket.internal.python;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One of the format's three delimiters. Each is seven bytes that begin and end with {@code |} and
 * hold none in between, so an occurrence can overlap another by that one byte only.
 */
enum Token {

    /** Ends a frame. */
    TERMINATOR("|[-_-]|"),

    /** Stands between the fields of a decoded body. */
    FIELD_SEPARATOR("|(---)|"),

    /** Stands between ciphertext and IV in mode {@code secure}. */
    IV_SEPARATOR("|{***}|");

    static final int LENGTH = 7;

    private final byte[] bytes;

    Token(String text) {
        this.bytes = text.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    byte at(int index) {
        return bytes[index];
    }

    /** The index of the first occurrence at or after {@code from}, or -1. */
    int indexIn(byte[] data, int from) {
        for (int i = from; i <= data.length - LENGTH; i++) {
            if (data[i] == bytes[0] && matches(data, i)) {
                return i;
            }
        }
        return -1;
    }

    /** The index of the last occurrence, or -1. */
    int lastIndexIn(byte[] data) {
        for (int i = data.length - LENGTH; i >= 0; i--) {
            if (data[i] == bytes[0] && matches(data, i)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Whether a reader that looks for the first occurrence in {@code data} followed by this token
     * finds the one that was appended, and not one within the data or across its end.
     */
    boolean canFollow(byte[] data) {
        return indexIn(data, 0) < 0 && !endsWithAllButLastByte(data);
    }

    void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, LENGTH);
    }

    void writeTo(ByteBuf target) {
        target.writeBytes(bytes);
    }

    private boolean matches(byte[] data, int offset) {
        return Arrays.equals(data, offset, offset + LENGTH, bytes, 0, LENGTH);
    }

    private boolean endsWithAllButLastByte(byte[] data) {
        int from = data.length - (LENGTH - 1);
        return from >= 0 && Arrays.equals(data, from, data.length, bytes, 0, LENGTH - 1);
    }
}
