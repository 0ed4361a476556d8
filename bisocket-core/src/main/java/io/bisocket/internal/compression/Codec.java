package io.bisocket.internal.compression;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** One compressed format, both ways. Implementations are safe for use by many threads. */
interface Codec {

    /**
     * Compresses.
     *
     * @param raw what to compress; not changed
     * @param level the effort, on the format's own scale; ignored where it has none
     */
    byte[] pack(byte[] raw, int level) throws IOException;

    /**
     * Decompresses, and stops as soon as there is more than expected. Nothing is allocated from a
     * length that the caller or the bytes declare.
     *
     * @param packed one stream or frame, and nothing after it
     * @param rawLength how many bytes are expected
     * @return what it yields, or of a longer result at least the first {@code rawLength + 1} bytes
     * @throws IOException if it is damaged, or bytes follow its end
     * @throws RuntimeException if it is damaged; some decoders say it so
     */
    byte[] unpack(byte[] packed, int rawLength) throws IOException;

    /**
     * Reads what a decoder yields, one byte beyond the expected length at most.
     *
     * @param decoder reads from {@code rest} as little as it can
     * @throws IOException if the decoder has ended but not its source
     */
    static byte[] read(InputStream decoder, ByteArrayInputStream rest, int rawLength)
            throws IOException {
        byte[] raw = decoder.readNBytes((int) Math.min(rawLength + 1L, Integer.MAX_VALUE));
        if (raw.length <= rawLength && rest.available() > 0) {
            throw new IOException("bytes follow its end");
        }
        return raw;
    }
}
