package io.bisocket.internal.compression;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import org.apache.commons.compress.compressors.deflate.DeflateCompressorInputStream;
import org.apache.commons.compress.compressors.deflate.DeflateCompressorOutputStream;
import org.apache.commons.compress.compressors.deflate.DeflateParameters;

/**
 * Deflate in a zlib stream, whose checksum finds damage. Levels 1 to 9. Takes some 300 kB of native
 * memory to pack and 40 kB to unpack.
 *
 * <pre>
 *  0    1    2                          n - 4
 * +----+----+-----------------------+---------+
 * | 78 | .. | deflate blocks        | Adler32 |
 * +----+----+-----------------------+---------+
 * </pre>
 */
final class DeflateCodec implements Codec {

    @Override
    public byte[] pack(byte[] raw, int level) throws IOException {
        DeflateParameters parameters = new DeflateParameters();
        parameters.setCompressionLevel(level);
        ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length / 4);
        try (DeflateCompressorOutputStream deflate =
                new DeflateCompressorOutputStream(out, parameters)) {
            deflate.write(raw);
        }
        return out.toByteArray();
    }

    /**
     * The decoder reads ahead, so the last byte is kept apart: it is asked for only if the stream
     * does not end before it.
     */
    @Override
    public byte[] unpack(byte[] packed, int rawLength) throws IOException {
        int split = Math.max(0, packed.length - 1);
        ByteArrayInputStream most = new ByteArrayInputStream(packed, 0, split);
        ByteArrayInputStream last = new ByteArrayInputStream(packed, split, packed.length - split);
        try (DeflateCompressorInputStream deflate =
                new DeflateCompressorInputStream(new SequenceInputStream(most, last))) {
            return Codec.read(deflate, last, rawLength);
        }
    }
}
