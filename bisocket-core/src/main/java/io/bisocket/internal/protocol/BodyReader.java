package io.bisocket.internal.protocol;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Reads the fields of one body in order, and says which of them is wrong. */
final class BodyReader {

    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);

    private final String what;
    private final byte[] in;
    private final int end;
    private int at;

    /**
     * Takes a body out of a buffer.
     *
     * @param what names the body in errors
     * @param from with at least so many bytes; stays as it is while the body is read
     */
    BodyReader(String what, ByteBuf from, int length) {
        this.what = what;
        if (from.hasArray()) {
            in = from.array();
            at = from.arrayOffset() + from.readerIndex();
            from.skipBytes(length);
        } else {
            in = new byte[length];
            from.readBytes(in);
        }
        end = at + length;
    }

    /** A whole array. */
    BodyReader(String what, byte[] body) {
        this.what = what;
        this.in = body;
        this.end = body.length;
    }

    private static VarHandle view(Class<?> type) {
        return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.BIG_ENDIAN);
    }

    int remaining() {
        return end - at;
    }

    int u8(String field) {
        return in[take(field, 1)] & 0xFF;
    }

    int u16(String field) {
        return (short) SHORTS.get(in, take(field, Short.BYTES)) & 0xFFFF;
    }

    long u32(String field) {
        return (int) INTS.get(in, take(field, Integer.BYTES)) & 0xFFFF_FFFFL;
    }

    /** Any u64, as the bits of a long. */
    long u64(String field) {
        return (long) LONGS.get(in, take(field, Long.BYTES));
    }

    /** A u32 that must be at least {@code min} and fit an int. */
    int size(String field, int min) {
        long value = u32(field);
        if (value < min || value > Integer.MAX_VALUE) {
            throw mustBe(field, min + " to 2147483647", value);
        }
        return (int) value;
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
        int from = take(field, 2 * Long.BYTES);
        return new UUID((long) LONGS.get(in, from), (long) LONGS.get(in, from + Long.BYTES));
    }

    byte[] bytes(String field, int length) {
        int from = take(field, length);
        return Arrays.copyOfRange(in, from, from + length);
    }

    String text(String field, int length) {
        int from = take(field, length);
        if (isAscii(from, length)) {
            return new String(in, from, length, StandardCharsets.US_ASCII);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw mustBe(field, "UTF-8", "not");
        }
    }

    /** As {@link #text}, of something that is likely to come again. */
    String name(String field, int length) {
        require(field, length);
        return isAscii(at, length)
                ? KnownNames.of(in, take(field, length), length)
                : text(field, length);
    }

    private boolean isAscii(int from, int length) {
        int all = 0;
        for (int i = from; i < from + length; i++) {
            all |= in[i];
        }
        return all >= 0;
    }

    /** All bytes that are left, not copied. */
    Slice rest() {
        int length = remaining();
        return length == 0 ? Slice.EMPTY : new Slice(in, take("payload", length), length);
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

    /** Where the next field begins, which has been read after this. */
    private int take(String field, int bytes) {
        require(field, bytes);
        int from = at;
        at += bytes;
        return from;
    }

    private void require(String field, int bytes) {
        if (remaining() < bytes) {
            throw new FrameException(
                    "%s: %s must have %d bytes but has %d"
                            .formatted(what, field, bytes, remaining()));
        }
    }
}
