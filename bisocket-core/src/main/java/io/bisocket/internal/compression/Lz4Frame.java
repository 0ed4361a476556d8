package io.bisocket.internal.compression;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.commons.codec.digest.XXHash32;

/**
 * The LZ4 frame format (lz4_Frame_format.md, 1.6): what stands around the blocks. Numbers are
 * little-endian.
 *
 * <pre>
 *  0             4       5            6 or 14
 * +-------------+-------+------------+--------+----------+-----+------------+
 * | 04 22 4D 18 | flags | block size | header | blocks   | u32 | content    |
 * |             |       | content    | check  |          |  0  | checksum   |
 * +-------------+-------+------------+--------+----------+-----+------------+
 *   flags: 01 version, 20 independent blocks, 10 block checksums, 08 content size (u64),
 *          04 content checksum; header check: second byte of xxHash32
 *   block: u32 length, top bit set if its bytes are not packed | bytes | checksum if flagged
 * </pre>
 */
final class Lz4Frame {

    private static final int MAGIC = 0x184D2204;
    private static final int VERSION = 0x40;
    private static final int VERSION_MASK = 0xC0;
    private static final int INDEPENDENT_BLOCKS = 0x20;
    private static final int BLOCK_CHECKSUMS = 0x10;
    private static final int CONTENT_SIZE = 0x08;
    private static final int CONTENT_CHECKSUM = 0x04;
    private static final int NOT_SUPPORTED = 0x03;
    private static final int NOT_PACKED = 1 << 31;
    private static final int SMALLEST_BLOCK = 64 * 1024;
    private static final int LARGEST_SIZE_CODE = 7;
    private static final int SMALLEST_SIZE_CODE = 4;
    private static final int WORD = 4;
    private static final int CONTENT_SIZE_LENGTH = 8;
    private static final int SHORTEST_HEADER = 7;

    private Lz4Frame() {}

    /** A frame of blocks as large as the bytes can fill, from 64 KiB to 4 MiB. */
    static byte[] write(byte[] raw) throws IOException {
        int sizeCode = sizeCode(raw.length);
        int blockSize = blockSize(sizeCode);
        ByteBuffer out =
                ByteBuffer.allocate(longestFrame(raw.length, blockSize))
                        .order(ByteOrder.LITTLE_ENDIAN);
        writeHeader(out, sizeCode);
        for (int start = 0; start < raw.length; start += blockSize) {
            writeBlock(out, raw, start, Math.min(blockSize, raw.length - start));
        }
        out.putInt(0).putInt(hash(raw));
        return Arrays.copyOf(out.array(), out.position());
    }

    private static int sizeCode(int length) {
        int code = SMALLEST_SIZE_CODE;
        while (code < LARGEST_SIZE_CODE && blockSize(code) < length) {
            code++;
        }
        return code;
    }

    private static int blockSize(int sizeCode) {
        return SMALLEST_BLOCK << (2 * (sizeCode - SMALLEST_SIZE_CODE));
    }

    private static int longestFrame(int length, int blockSize) {
        int blocks = length / blockSize + 1;
        return SHORTEST_HEADER + blocks * WORD + Lz4Block.longest(length, blocks) + 2 * WORD;
    }

    private static void writeHeader(ByteBuffer out, int sizeCode) {
        byte flags = VERSION | INDEPENDENT_BLOCKS | CONTENT_CHECKSUM;
        byte[] descriptor = {flags, (byte) (sizeCode << 4)};
        out.putInt(MAGIC).put(descriptor).put((byte) (hash(descriptor) >> 8));
    }

    private static void writeBlock(ByteBuffer out, byte[] raw, int start, int length)
            throws IOException {
        int header = out.position();
        out.putInt(0);
        Lz4Block.write(out, raw, start, length);
        int packed = out.position() - header - WORD;
        if (packed < length) {
            out.putInt(header, packed);
        } else {
            out.position(header).putInt(length | NOT_PACKED).put(raw, start, length);
        }
    }

    private static int hash(byte[] bytes) {
        XXHash32 hash = new XXHash32();
        hash.update(bytes, 0, bytes.length);
        return (int) hash.getValue();
    }

    /**
     * Refuses what is not one frame from the first to the last byte, or has more blocks than so
     * many bytes fill: the decoder sets up 200 kB for each block, however short.
     */
    static void requireOne(byte[] packed, int rawLength) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        int flags = readFlags(in);
        skip(in, 2 + ((flags & CONTENT_SIZE) == 0 ? 0 : CONTENT_SIZE_LENGTH));
        skipBlocks(in, rawLength, (flags & BLOCK_CHECKSUMS) == 0 ? 0 : WORD);
        skip(in, (flags & CONTENT_CHECKSUM) == 0 ? 0 : WORD);
        if (in.hasRemaining()) {
            throw new IOException("bytes follow its end");
        }
    }

    private static int readFlags(ByteBuffer in) throws IOException {
        require(in, SHORTEST_HEADER);
        if (in.getInt() != MAGIC) {
            throw new IOException("it does not start like an LZ4 frame");
        }
        int flags = in.get();
        if ((flags & VERSION_MASK) != VERSION || (flags & NOT_SUPPORTED) != 0) {
            throw new IOException("its flags 0x%02x are not supported".formatted(flags & 0xFF));
        }
        return flags;
    }

    private static void skipBlocks(ByteBuffer in, int rawLength, int checksum) throws IOException {
        int most = rawLength / SMALLEST_BLOCK + 1;
        for (int blocks = 0; ; blocks++) {
            int length = readWord(in) & ~NOT_PACKED;
            if (length == 0) {
                return;
            }
            if (blocks == most) {
                throw new IOException("it has more than %d blocks".formatted(most));
            }
            skip(in, length);
            skip(in, checksum);
        }
    }

    private static int readWord(ByteBuffer in) throws IOException {
        require(in, WORD);
        return in.getInt();
    }

    private static void skip(ByteBuffer in, int length) throws IOException {
        require(in, length);
        in.position(in.position() + length);
    }

    private static void require(ByteBuffer in, int length) throws IOException {
        if (in.remaining() < length) {
            throw new IOException("it is cut short");
        }
    }
}
