package io.bisocket.internal.session;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.PayloadCodec;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Values and payloads: bytes and text as they stand, others as the payload codec has them. */
public final class PayloadValues {

    private PayloadValues() {}

    /**
     * The payload for a value.
     *
     * @throws BiSocketException with {@link ErrorCode#BAD_PAYLOAD} if it cannot be written
     */
    public static byte[] encode(Object value, PayloadCodec codec) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return codec.encode(value);
    }

    /**
     * The value in a payload; not a copy of it.
     *
     * @throws BiSocketException with {@link ErrorCode#BAD_PAYLOAD} if it holds none
     */
    @SuppressWarnings("unchecked")
    public static <T> T decode(byte[] payload, Type type, PayloadCodec codec) {
        Object plain = plain(payload, type);
        if (plain != null) {
            return (T) plain;
        }
        try {
            return codec.decode(payload, type);
        } catch (BiSocketException e) {
            if (payload.length > 0) {
                throw e;
            }
            throw new BiSocketException(
                    ErrorCode.BAD_PAYLOAD,
                    "the payload is empty, and holds no " + type.getTypeName(),
                    e);
        }
    }

    private static @Nullable Object plain(byte[] payload, Type type) {
        if (type == byte[].class) {
            return payload;
        }
        if (type == String.class) {
            return new String(payload, StandardCharsets.UTF_8);
        }
        return type == ByteBuffer.class ? ByteBuffer.wrap(payload) : null;
    }
}
