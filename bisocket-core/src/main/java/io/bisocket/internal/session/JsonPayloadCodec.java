package io.bisocket.internal.session;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.PayloadCodec;
import java.lang.reflect.Type;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** JSON by Jackson. */
public final class JsonPayloadCodec implements PayloadCodec {

    private final JsonMapper mapper;

    public JsonPayloadCodec() {
        this(JsonMapper.builder().build());
    }

    public JsonPayloadCodec(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public byte[] encode(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JacksonException e) {
            throw new BiSocketException(
                    ErrorCode.BAD_PAYLOAD,
                    "a %s cannot be written as JSON: %s"
                            .formatted(value.getClass().getName(), e.getOriginalMessage()),
                    e);
        }
    }

    @Override
    public <T> T decode(byte[] payload, Type type) {
        try {
            return mapper.readValue(payload, mapper.constructType(type));
        } catch (JacksonException e) {
            throw new BiSocketException(
                    ErrorCode.BAD_PAYLOAD,
                    "the payload of %d bytes is not a %s in JSON: %s"
                            .formatted(payload.length, type.getTypeName(), e.getOriginalMessage()),
                    e);
        }
    }
}
