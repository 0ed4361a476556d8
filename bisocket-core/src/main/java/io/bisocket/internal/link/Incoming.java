package io.bisocket.internal.link;

import java.util.Map;

/** What has come. Thread-safe. */
public interface Incoming {

    /** The headers, in order; empty in formats without. */
    Map<String, String> headers();

    /**
     * The payload, unpacked by the first call: not to be called first on an event loop. Always the
     * same array.
     *
     * @throws io.bisocket.BiSocketException with {@link io.bisocket.ErrorCode#BAD_PAYLOAD} if it
     *     cannot be unpacked
     */
    byte[] bytes();

    /** What it occupies while it waits, in bytes. */
    int size();

    /**
     * Its consumer has taken it, so the peer may send more. Does nothing the second time; not
     * needed for the content of a call and for the reply to a request.
     */
    default void release() {}

    /** A payload as it came, without headers. */
    static Incoming of(byte[] payload) {
        return new Incoming() {
            @Override
            public Map<String, String> headers() {
                return Map.of();
            }

            @Override
            public byte[] bytes() {
                return payload;
            }

            @Override
            public int size() {
                return payload.length;
            }
        };
    }
}
