package io.bisocket.internal.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.UUID;

/** Writes what several bodies have in common. */
final class BodyWriter {

    private BodyWriter() {}

    static void uuid(UUID id, ByteBuf out) {
        out.writeLong(id.getMostSignificantBits()).writeLong(id.getLeastSignificantBits());
    }

    /** A u8 length and the text in UTF-8. */
    static void shortText(String what, String text, ByteBuf out) {
        int at = out.writerIndex();
        out.writeByte(0);
        int length = ByteBufUtil.writeUtf8(out, text);
        if (length > 255) {
            throw new IllegalArgumentException(
                    "%s must be at most 255 bytes but was %d".formatted(what, length));
        }
        out.setByte(at, length);
    }

    static void bytes(Slice slice, ByteBuf out) {
        out.writeBytes(slice.array(), slice.offset(), slice.length());
    }
}
