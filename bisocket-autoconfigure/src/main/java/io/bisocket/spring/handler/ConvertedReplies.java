package io.bisocket.spring.handler;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;

/** Replies as the application's own converters write them. */
final class ConvertedReplies {

    private ConvertedReplies() {}

    /** The payload for a value; null where no converter takes it. */
    static Function<Object, byte @Nullable []> of(PayloadConverter converter) {
        return value -> {
            Message<?> message = converter.toMessage(value, null);
            return message == null ? null : bytes(message.getPayload());
        };
    }

    private static byte @Nullable [] bytes(Object payload) {
        if (payload instanceof byte[] bytes) {
            return bytes;
        }
        return payload instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : null;
    }
}
