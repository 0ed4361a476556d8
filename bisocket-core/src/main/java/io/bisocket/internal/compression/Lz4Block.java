package io.bisocket.internal.compression;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.lz77support.LZ77Compressor;
import org.apache.commons.compress.compressors.lz77support.Parameters;

/**
 * Writes one LZ4 block (lz4_Block_format.md): sequences of literals and a match, the last of
 * literals alone. commons-compress finds the matches; its own writer of blocks takes time quadratic
 * in their number, which makes 0.3 MB/s and less.
 *
 * <pre>
 * +---------+---------+-----------+-----------+--------------+------------+
 * | u4 | u4 | rest of | literals  | u16       | rest of      |  next      |
 * | n  | m  | n       | n bytes   | distance  | m            |  sequence  |
 * +---------+---------+-----------+-----------+--------------+------------+
 *   m: length of the match less 4; n or m = 15: its rest follows, as bytes to add up to the first
 *   that is not 255
 * </pre>
 */
final class Lz4Block implements LZ77Compressor.Callback {

    private static final int SHORTEST_MATCH = 4;
    private static final int CANDIDATES = 4;
    private static final int LONG_ENOUGH = 16;

    /** The last match begins at least so far from the end, and the last 5 bytes are literals. */
    private static final int LITERALS_AT_END = 12;

    private static final int IN_TOKEN = 15;
    private static final int IN_BYTE = 255;
    private static final int OVERHEAD = 8;

    private static final Parameters SEARCH =
            BlockLZ4CompressorOutputStream.createParameterBuilder()
                    .withMaxNumberOfCandidates(CANDIDATES)
                    .withNiceBackReferenceLength(LONG_ENOUGH)
                    .withLazyMatching(false)
                    .build();

    private final ByteBuffer out;
    private final byte[] raw;
    private int literals;
    private int position;

    private Lz4Block(ByteBuffer out, byte[] raw, int start) {
        this.out = out;
        this.raw = raw;
        this.literals = start;
        this.position = start;
    }

    /** The most bytes that blocks of so many bytes in all can take. */
    static int longest(int length, int blocks) {
        return length + length / IN_BYTE + blocks * OVERHEAD;
    }

    /** Appends the block to a buffer that has room for {@link #longest}. */
    static void write(ByteBuffer out, byte[] raw, int start, int length) throws IOException {
        Lz4Block block = new Lz4Block(out, raw, start);
        LZ77Compressor search = new LZ77Compressor(SEARCH, block);
        search.compress(raw, start, Math.max(0, length - LITERALS_AT_END));
        search.finish();
        block.position = start + length;
        block.writeLiterals(0);
    }

    @Override
    public void accept(LZ77Compressor.Block found) {
        if (found instanceof LZ77Compressor.LiteralBlock literal) {
            position += literal.getLength();
        } else if (found instanceof LZ77Compressor.BackReference match) {
            writeLiterals(match.getLength() - SHORTEST_MATCH);
            out.put((byte) match.getOffset()).put((byte) (match.getOffset() >> 8));
            writeRest(match.getLength() - SHORTEST_MATCH);
            position += match.getLength();
            literals = position;
        }
    }

    private void writeLiterals(int match) {
        int length = position - literals;
        out.put((byte) (Math.min(length, IN_TOKEN) << 4 | Math.min(match, IN_TOKEN)));
        writeRest(length);
        out.put(raw, literals, length);
    }

    private void writeRest(int length) {
        if (length >= IN_TOKEN) {
            int rest = length - IN_TOKEN;
            for (; rest >= IN_BYTE; rest -= IN_BYTE) {
                out.put((byte) IN_BYTE);
            }
            out.put((byte) rest);
        }
    }
}
