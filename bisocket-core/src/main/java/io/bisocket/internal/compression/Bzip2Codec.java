package io.bisocket.internal.compression;

/**
 * bzip2. The block size follows the length on both sides; packing takes up to 8 MB, unpacking up to
 * 4.5 MB beside the payload.
 */
final class Bzip2Codec implements Codec {

    @Override
    public byte[] pack(byte[] raw, int level) {
        return Bzip2.compress(raw);
    }

    @Override
    public byte[] unpack(byte[] packed, int rawLength) {
        return Bzip2.decompress(packed, rawLength);
    }
}
