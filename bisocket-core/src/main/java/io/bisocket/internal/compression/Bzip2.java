package io.bisocket.internal.compression;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/**
 * Whole bodies to and from one bzip2 stream. Stateless, so safe for use by many threads; slow (a
 * few MB/s), so not for an event loop.
 */
public final class Bzip2 {

    private static final int BLOCK_UNIT = 100_000;
    private static final int HIGHEST_LEVEL = 9;
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
                new BZip2CompressorOutputStream(out, level(data.length))) {
            bzip2.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * Decompresses one whole stream, and stops as soon as it yields more than it may. The output
     * grows with what was decompressed; nothing is allocated from a length that the data declares.
     *
     * <p>One call holds about one byte for each byte of the block size in the stream's header (100
     * to 900 kB), four bytes for each byte of the largest block that the stream really has (3.6 MB
     * at most), some 100 kB of tables, and twice the output. A stream of fifty bytes can demand the
     * block memory in full before its first byte of output, so callers limit how many calls run at
     * once.
     *
     * @param body the stream, with nothing after its end
     * @param maxOutput the most bytes that it may yield
     * @return what it yields
     * @throws Bzip2Exception if the body is not exactly one sound stream, or yields too much
     */
    public static byte[] decompress(byte[] body, int maxOutput) {
        ByteArrayInputStream in = new ByteArrayInputStream(body);
        byte[] data = read(in, (int) Math.min(maxOutput + 1L, Integer.MAX_VALUE));
        if (data.length > maxOutput) {
            throw new Bzip2Exception(
                    Bzip2Exception.Reason.TOO_LARGE,
                    "bzip2 stream of %d bytes yields more than the %d bytes allowed"
                            .formatted(body.length, maxOutput));
        }
        if (in.available() > 0) {
            throw new Bzip2Exception(
                    Bzip2Exception.Reason.TRAILING_BYTES,
                    "expected the end of the bzip2 stream to be the end of the body, but %d bytes follow"
                            .formatted(in.available()));
        }
        return data;
    }

    private static byte[] read(ByteArrayInputStream in, int max) {
        try (BZip2CompressorInputStream bzip2 = new BZip2CompressorInputStream(in)) {
            return bzip2.readNBytes(max);
        } catch (IOException | RuntimeException e) {
            // The decoder reports some damage as unchecked exceptions, index errors among them.
            throw new Bzip2Exception(
                    Bzip2Exception.Reason.CORRUPT,
                    "expected a bzip2 stream, but it is none or is damaged: " + e.getMessage());
        }
    }

    private static int level(int length) {
        return Math.min(HIGHEST_LEVEL, 1 + (length - 1) / BLOCK_UNIT);
    }
}
