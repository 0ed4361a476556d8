package io.bisocket.internal.compression;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;

/**
 * LZ4, one frame of independent blocks, with a checksum of the content. Packing takes some 500 kB
 * beside the payload, unpacking 300 kB.
 */
final class Lz4Codec implements Codec {

    @Override
    public byte[] pack(byte[] raw, int level) throws IOException {
        return Lz4Frame.write(raw);
    }

    @Override
    public byte[] unpack(byte[] packed, int rawLength) throws IOException {
        Lz4Frame.requireOne(packed, rawLength);
        ByteArrayInputStream source = new ByteArrayInputStream(packed);
        try (FramedLZ4CompressorInputStream lz4 = new FramedLZ4CompressorInputStream(source)) {
            return Codec.read(lz4, source, rawLength);
        }
    }
}
