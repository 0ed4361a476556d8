package io.bisocket.internal.engine;

import io.bisocket.internal.protocol.Headers;

/**
 * What a message carries; the session hands it through as it is.
 *
 * @param headers the headers
 * @param compression the algorithm that packed the bytes; 0 for none
 * @param rawLength what the bytes unpack to; their number if they are not packed
 * @param bytes the payload as it stands on the wire; not copied, so nobody changes it
 */
public record Content(Headers headers, int compression, int rawLength, byte[] bytes) {

    /** Nothing. */
    public static final Content EMPTY = of(new byte[0]);

    /** These bytes, without headers and not packed. */
    public static Content of(byte[] bytes) {
        return new Content(Headers.NONE, 0, bytes.length, bytes);
    }
}
