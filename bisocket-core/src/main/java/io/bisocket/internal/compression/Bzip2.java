package io.bisocket.internal.compression;

import io.bisocket.internal.compression.Bzip2Exception.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/**
 * Whole bodies to and from one bzip2 stream. Safe for use by many threads; slow (a few MB/s), so
 * not for an event loop.
 *
 * <pre>
 *  0     3   4
 * +-----+---+----------------------------+-----+------------------+
 * | BZh | 9 | blocks of up to 900,000 B  | ... | end, checksum    |
 * +-----+---+----------------------------+-----+------------------+
 * </pre>
 */
public final class Bzip2 {

    private static final int BLOCK_UNIT = 100_000;
    private static final int HIGHEST_LEVEL = 9;
    private static final int LEVEL_OFFSET = 3;
    private static final int OVERHEAD = 128;

    private Bzip2() {}

    /**
     * Compresses with the smallest block size that takes the data in one block, as far as there is
     * one: setting up a block of 900 kB costs several times what a short message needs.
     *
     * @param data what to compress; may be empty
     * @return one bzip2 stream, which every bzip2 decoder reads
     */
    public static byte[] compress(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + OVERHEAD);
        try (BZip2CompressorOutputStream bzip2 =
                new BZip2CompressorOutputStream(out, levelFor(data.length))) {
            bzip2.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * Decompresses one whole stream, and stops as soon as it yields more than it may. The output
     * grows with what was decompressed; nothing is allocated from a length that the stream
     * declares.
     *
     * <p>One call holds five bytes for each byte of the block size, some 60 kB of tables, and twice
     * the output. The block size is the one in the stream's header or the one that {@code
     * maxOutput} can need at most, whichever is smaller: 0.5 MB for a maximum of 80 kB, and 4.5 MB
     * from 720 kB up. A stream of fifty bytes can make a call take all of that, so callers limit
     * how many run at once.
     *
     * @param body the stream, with nothing after its end
     * @param maxOutput the most bytes that it may yield
     * @return what it yields
     * @throws Bzip2Exception if the body is not exactly one sound stream, or yields too much
     */
    public static byte[] decompress(byte[] body, int maxOutput) {
        int headerLength = Math.min(body.length, LEVEL_OFFSET + 1);
        byte[] header = headerWithSmallestBlocks(body, headerLength, maxOutput);
        InputStream blocks =
                new ByteArrayInputStream(body, headerLength, body.length - headerLength);
        InputStream stream = new SequenceInputStream(new ByteArrayInputStream(header), blocks);
        try (BZip2CompressorInputStream bzip2 = new BZip2CompressorInputStream(stream)) {
            byte[] data = bzip2.readNBytes((int) Math.min(maxOutput + 1L, Integer.MAX_VALUE));
            if (data.length > maxOutput) {
                throw tooLarge(body.length, maxOutput);
            }
            requireEnd(blocks);
            return data;
        } catch (Bzip2Exception e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The decoder reports some damage by unchecked exceptions, index errors among them.
            throw isBlockOverrun(e) ? tooLarge(body.length, maxOutput) : corrupt(e);
        }
    }

    /**
     * The header, but with a block size that output within the maximum can need. A block holds the
     * output in a run-length form that is longer than the output by a quarter at worst.
     */
    private static byte[] headerWithSmallestBlocks(byte[] body, int length, int maxOutput) {
        byte[] header = new byte[length];
        System.arraycopy(body, 0, header, 0, length);
        int needed = '0' + levelFor(maxOutput + maxOutput / 4L + 1);
        if (length > LEVEL_OFFSET && header[LEVEL_OFFSET] > needed && header[LEVEL_OFFSET] <= '9') {
            header[LEVEL_OFFSET] = (byte) needed;
        }
        return header;
    }

    private static int levelFor(long length) {
        return (int) Math.min(HIGHEST_LEVEL, 1 + (length - 1) / BLOCK_UNIT);
    }

    private static void requireEnd(InputStream blocks) throws IOException {
        if (blocks.available() > 0) {
            throw new Bzip2Exception(
                    Reason.TRAILING_BYTES,
                    "expected nothing after the end of the bzip2 stream but there were %d bytes"
                            .formatted(blocks.available()));
        }
    }

    /** Whether a block is larger than the header says; any other text is damage to the caller. */
    private static boolean isBlockOverrun(Exception e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "");
        return message.startsWith("Block overrun") || message.endsWith(" s value too big");
    }

    private static Bzip2Exception tooLarge(int length, int maxOutput) {
        return new Bzip2Exception(
                Reason.TOO_LARGE,
                "expected at most %d bytes but a bzip2 stream of %d bytes yields more"
                        .formatted(maxOutput, length));
    }

    private static Bzip2Exception corrupt(Exception cause) {
        return new Bzip2Exception(
                Reason.CORRUPT,
                "expected a bzip2 stream but there was none, or a damaged one: "
                        + cause.getMessage());
    }
}
