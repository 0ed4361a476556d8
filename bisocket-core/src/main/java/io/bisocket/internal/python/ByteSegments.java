package io.bisocket.internal.python;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that come in pieces of any size, in segments that are never copied to grow. Holds no more
 * than twice what came, and no more than one segment beyond it.
 */
final class ByteSegments {

    private static final int SMALLEST = 256;
    private static final int LARGEST = 64 * 1024;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] last = new byte[0];
    private int used;
    private int length;

    int length() {
        return length;
    }

    /** Takes so many bytes from the buffer. */
    void append(ByteBuf in, int count) {
        int left = count;
        while (left > 0) {
            if (used == last.length) {
                startSegment(left);
            }
            int taken = Math.min(left, last.length - used);
            in.readBytes(last, used, taken);
            used += taken;
            length += taken;
            left -= taken;
        }
    }

    /** The first so many bytes. */
    byte[] first(int count) {
        byte[] bytes = new byte[count];
        int copied = 0;
        for (byte[] segment : full) {
            int taken = Math.min(segment.length, count - copied);
            System.arraycopy(segment, 0, bytes, copied, taken);
            copied += taken;
        }
        System.arraycopy(last, 0, bytes, copied, count - copied);
        return bytes;
    }

    private void startSegment(int coming) {
        if (used > 0) {
            full.add(last);
        }
        int size = Math.max(SMALLEST, Math.max(coming, length));
        last = new byte[Math.min(size, LARGEST)];
        used = 0;
    }
}
