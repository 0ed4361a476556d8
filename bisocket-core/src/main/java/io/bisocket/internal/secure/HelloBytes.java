package io.bisocket.internal.secure;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/**
 * The first bytes of a connection, whose number is known beforehand. The peer sends nothing behind
 * them before it has an answer.
 */
final class HelloBytes {

    private final byte[] bytes;
    private int length;
    private boolean overrun;

    HelloBytes(int length) {
        this.bytes = new byte[length];
    }

    /** Takes what is missing of these bytes. */
    void add(ByteBuf in) {
        int taken = Math.min(in.readableBytes(), bytes.length - length);
        in.readBytes(bytes, length, taken);
        length += taken;
        overrun |= in.isReadable();
    }

    /** Whether all bytes are there. */
    boolean isComplete() {
        return length == bytes.length;
    }

    /** Whether there were more. */
    boolean isOverrun() {
        return overrun;
    }

    /** A copy of what is there so far. */
    byte[] soFar() {
        return Arrays.copyOf(bytes, length);
    }

    /** What is there so far, to be read. */
    ByteBuf content() {
        return Unpooled.wrappedBuffer(bytes, 0, length);
    }
}
