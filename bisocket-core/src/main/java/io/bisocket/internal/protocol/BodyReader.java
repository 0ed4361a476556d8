package io.bisocket.internal.protocol;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Reads the fields of one body in order, and says which of them is wrong. */
final class BodyReader {

    private final String what;
    private final ByteBuf in;
    private final int end;

    /**
     * @param what names the body in errors
     * @param end the index behind the body's last byte, within the buffer
     */
    BodyReader(String what, ByteBuf in, int end) {
        this.what = what;
        this.in = in;
        this.end = end;
    }

    int remaining() {
        return end - in.readerIndex();
    }

    int u8(String field) {
        require(field, 1);
        return in.readUnsignedByte();
    }

    int u16(String field) {
        require(field, 2);
        return in.readUnsignedShort();
    }

    long u32(String field) {
        require(field, 4);
        return in.readUnsignedInt();
    }

    /** A u32 that must be at least {@code min} and fit an int. */
    int size(String field, int min) {
        long value = u32(field);
        if (value < min || value > Integer.MAX_VALUE) {
            throw mustBe(field, min + " to 2147483647", value);
        }
        return (int) value;
    }

    /** Any u64, as the bits of a long. */
    long u64(String field) {
        require(field, 8);
        return in.readLong();
    }

    /** A u64 that must be at least {@code min} and below 2^63. */
    long count(String field, long min) {
        long value = u64(field);
        if (value < min) {
            throw mustBe(field, min + " to 2^63-1", Long.toUnsignedString(value));
        }
        return value;
    }

    UUID uuid(String field) {
        require(field, 16);
        return new UUID(in.readLong(), in.readLong());
    }

    byte[] bytes(String field, int length) {
        require(field, length);
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return bytes;
    }

    String text(String field, int length) {
        require(field, length);
        if (isAscii(length)) {
            String text = in.toString(in.readerIndex(), length, StandardCharsets.US_ASCII);
            in.skipBytes(length);
            return text;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(field, length)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw mustBe(field, "UTF-8", "not");
        }
    }

    /** As {@link #text}, of something that is likely to come again. */
    String name(String field, int length) {
        require(field, length);
        if (!in.hasArray() || !isAscii(length)) {
            return text(field, length);
        }
        String name = KnownNames.of(in.array(), in.arrayOffset() + in.readerIndex(), length);
        in.skipBytes(length);
        return name;
    }

    private boolean isAscii(int length) {
        int from = in.readerIndex();
        if (in.hasArray()) {
            return isAscii(in.array(), in.arrayOffset() + from, length);
        }
        for (int i = from; i < from + length; i++) {
            if (in.getByte(i) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(byte[] bytes, int offset, int length) {
        int all = 0;
        for (int i = offset; i < offset + length; i++) {
            all |= bytes[i];
        }
        return all >= 0;
    }

    /** All bytes that are left; copied only if they stand in no array. */
    Slice rest() {
        int length = remaining();
        if (length == 0) {
            return Slice.EMPTY;
        }
        if (!in.hasArray()) {
            return Slice.of(bytes("payload", length));
        }
        Slice slice = new Slice(in.array(), in.arrayOffset() + in.readerIndex(), length);
        in.skipBytes(length);
        return slice;
    }

    void requireEnd() {
        if (remaining() != 0) {
            throw new FrameException(
                    "%s: must end after its last field but has %d more bytes"
                            .formatted(what, remaining()));
        }
    }

    FrameException mustBe(String field, Object expected, Object actual) {
        return FrameException.mustBe(what + ": " + field, expected, actual);
    }

    private void require(String field, int bytes) {
        if (remaining() < bytes) {
            throw new FrameException(
                    "%s: %s must have %d bytes but has %d"
                            .formatted(what, field, bytes, remaining()));
        }
    }
}
