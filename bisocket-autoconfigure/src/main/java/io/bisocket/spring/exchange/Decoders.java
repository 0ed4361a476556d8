package io.bisocket.spring.exchange;

import io.bisocket.PayloadCodec;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/** What a reply's payload stands for, by the rules of handlers: text and bytes as they are. */
final class Decoders {

    private Decoders() {}

    /** For a type; an empty payload stands for no object. */
    static Function<byte[], @Nullable Object> of(ResolvableType type, PayloadCodec codec) {
        Class<?> raw = type.toClass();
        if (raw == byte[].class) {
            return bytes -> bytes;
        }
        if (raw == String.class) {
            return bytes -> new String(bytes, StandardCharsets.UTF_8);
        }
        if (raw == ByteBuffer.class) {
            return ByteBuffer::wrap;
        }
        Type value = type.getType();
        boolean nullable = !raw.isPrimitive();
        return bytes -> nullable && bytes.length == 0 ? null : codec.<Object>decode(bytes, value);
    }
}
