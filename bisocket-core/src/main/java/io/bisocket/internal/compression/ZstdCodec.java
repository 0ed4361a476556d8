package io.bisocket.internal.compression;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;

/**
 * Zstandard, one frame (RFC 8878, 3.1.1) with a checksum. Levels 1 to 19. Unpacking takes the
 * frame's window of native memory, which is 8 MiB at most.
 *
 * <pre>
 *  0              4              5
 * +--------------+--------------+------------------------+--------+----------+
 * | 28 B5 2F FD  | descriptor   | window │ content size  | blocks | checksum |
 * +--------------+--------------+------------------------+--------+----------+
 *                  bit 5: no window is stated; it is as long as the content
 * </pre>
 */
final class ZstdCodec implements Codec {

    private static final int MAGIC = 0xFD2FB528;
    private static final int DESCRIPTOR_AT = 4;
    private static final int WINDOW_AT = 5;
    private static final int SINGLE_SEGMENT = 0x20;
    private static final int LARGEST_WINDOW = 8 * 1024 * 1024;

    @Override
    public byte[] pack(byte[] raw, int level) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length / 4);
        try (ZstdCompressorOutputStream zstd =
                ZstdCompressorOutputStream.builder()
                        .setOutputStream(out)
                        .setLevel(level)
                        .setChecksum(true)
                        .get()) {
            zstd.write(raw);
        }
        return out.toByteArray();
    }

    @Override
    public byte[] unpack(byte[] packed, int rawLength) throws IOException {
        requireOneFrame(packed);
        requireSmallWindow(packed);
        ByteArrayInputStream source = new ByteArrayInputStream(packed);
        try (ZstdCompressorInputStream zstd = new ZstdCompressorInputStream(source)) {
            return Codec.read(zstd, source, rawLength);
        }
    }

    /** The decoder would go on with a second frame, and pass over one without content. */
    private static void requireOneFrame(byte[] packed) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        if (packed.length <= WINDOW_AT || bytes.getInt() != MAGIC) {
            throw new IOException("it does not start like a zstd frame");
        }
        if (Zstd.findFrameCompressedSize(packed) < packed.length) {
            throw new IOException("bytes follow its end");
        }
    }

    private static void requireSmallWindow(byte[] packed) throws IOException {
        boolean single = (packed[DESCRIPTOR_AT] & SINGLE_SEGMENT) != 0;
        long window = single ? Zstd.getFrameContentSize(packed) : window(packed[WINDOW_AT] & 0xFF);
        if (window > LARGEST_WINDOW) {
            throw new IOException(
                    "its window of %,d bytes is over %,d".formatted(window, LARGEST_WINDOW));
        }
    }

    /** RFC 8878, 3.1.1.1.2: five bits of exponent, three of mantissa. */
    private static long window(int descriptor) {
        long base = 1L << (10 + (descriptor >> 3));
        return base + base / 8 * (descriptor & 7);
    }
}
