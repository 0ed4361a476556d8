package io.bisocket;

import java.lang.reflect.Type;

/** Turns objects into payloads and back. Implementations are thread-safe; the default is JSON. */
public interface PayloadCodec {

    /**
     * The payload for a value.
     *
     * @throws BiSocketException with {@link ErrorCode#BAD_PAYLOAD} if the value cannot be written
     */
    byte[] encode(Object value);

    /**
     * The value in a payload.
     *
     * @throws BiSocketException with {@link ErrorCode#BAD_PAYLOAD} if the payload does not hold one
     */
    <T> T decode(byte[] payload, Type type);
}
