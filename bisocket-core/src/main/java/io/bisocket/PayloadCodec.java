package io.bisocket;

import io.bisocket.internal.session.JsonPayloadCodec;
import java.lang.reflect.Type;
import tools.jackson.databind.json.JsonMapper;

/** Turns objects into payloads and back. Implementations are thread-safe; the default is JSON. */
public interface PayloadCodec {

    /** JSON, as this mapper writes and reads it. */
    static PayloadCodec json(JsonMapper mapper) {
        return new JsonPayloadCodec(mapper);
    }

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
