package io.bisocket.internal.python;

import io.bisocket.Encryption;

/** Turns plain bodies into frame bodies of one mode, and back. Safe for use by many threads. */
public interface PythonCodec {

    /** The mode. */
    Encryption encryption();

    /**
     * Encodes a body. The first terminator in the result followed by a terminator is the one that
     * follows, so a reader takes the frame whole.
     *
     * @param plain what to encode; may be empty and may hold anything
     * @return the frame's body, without the terminator
     */
    byte[] encode(byte[] plain);

    /**
     * Decodes a frame's body.
     *
     * @param body the bytes before the terminator
     * @return what was encoded
     * @throws PythonDecodeException if the body cannot be accepted
     */
    byte[] decode(byte[] body);

    /**
     * Whether encoding or decoding so many bytes takes too long for an event loop.
     *
     * @param length the length of the plain or the encoded body, in bytes
     */
    boolean heavy(int length);
}
