package io.bisocket.internal.protocol;

import io.netty.buffer.ByteBufUtil;

/**
 * What the first fragment of a message says of it.
 *
 * @param kind what it is
 * @param reference the requester's own number for the call that it belongs to
 * @param timeoutMillis what is left until the deadline, 0 if nothing is, or {@link #NO_TIMEOUT};
 *     requests and streams alone
 * @param demand how many items may come; streams alone
 * @param method up to 255 bytes of UTF-8; calls alone
 * @param headers the headers
 * @param compression the algorithm's number; 0 for none
 * @param rawLength what the payload unpacks to, in bytes; the wire length if not compressed
 * @param wireLength the payload on the wire, in bytes
 */
public record DataHead(
        MessageKind kind,
        long reference,
        long timeoutMillis,
        long demand,
        String method,
        Headers headers,
        int compression,
        int rawLength,
        int wireLength) {

    /** No deadline. */
    public static final long NO_TIMEOUT = 0xFFFF_FFFFL;

    /** The longest method name, in bytes of UTF-8. */
    public static final int MAX_METHOD_LENGTH = 255;

    private static final int FIXED_COST = 64;

    /** Bytes of UTF-8 for a char, at most. */
    private static final int MOST_FOR_A_CHAR = 3;

    /**
     * What the message costs its credit class, in bytes: 64 + method + headers + wire length. No
     * frame that holds the whole message is longer.
     */
    public long cost() {
        return FIXED_COST
                + ByteBufUtil.utf8Bytes(method)
                + headers.encodedLength()
                + (long) wireLength;
    }

    /** Whether {@link #cost()} is within a limit; hardly ever has to count it. */
    public boolean costsAtMost(long limit) {
        long most =
                FIXED_COST
                        + (long) MOST_FOR_A_CHAR * method.length()
                        + headers.encodedLength()
                        + wireLength;
        return most <= limit || cost() <= limit;
    }
}
