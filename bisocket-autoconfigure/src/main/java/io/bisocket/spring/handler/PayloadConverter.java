package io.bisocket.spring.handler;

import io.bisocket.Request;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.converter.SmartMessageConverter;

/**
 * Payloads as Spring's resolvers want them: bytes and text as they stand, else what the first of
 * the application's converters makes of them that can, else what the payload codec does.
 * Thread-safe.
 */
final class PayloadConverter implements SmartMessageConverter {

    private final List<MessageConverter> converters;

    PayloadConverter(List<MessageConverter> converters) {
        this.converters = List.copyOf(converters);
    }

    @Override
    public @Nullable Object fromMessage(Message<?> message, Class<?> target) {
        return fromMessage(message, target, null);
    }

    @Override
    public @Nullable Object fromMessage(
            Message<?> message, Class<?> target, @Nullable Object hint) {
        byte[] payload = (byte[]) message.getPayload();
        if (target == String.class) {
            return new String(payload, StandardCharsets.UTF_8);
        }
        if (target == ByteBuffer.class) {
            return ByteBuffer.wrap(payload);
        }
        for (MessageConverter converter : converters) {
            Object value = converted(converter, message, target, hint);
            if (value != null) {
                return value;
            }
        }
        Request request = ((RequestMessage) message).request();
        return request.payloadCodec().decode(payload, type(target, hint));
    }

    @Override
    public @Nullable Message<?> toMessage(Object payload, @Nullable MessageHeaders headers) {
        return toMessage(payload, headers, null);
    }

    @Override
    public @Nullable Message<?> toMessage(
            Object payload, @Nullable MessageHeaders headers, @Nullable Object hint) {
        for (MessageConverter converter : converters) {
            Message<?> message = converter.toMessage(payload, headers);
            if (message != null) {
                return message;
            }
        }
        return null;
    }

    private static @Nullable Object converted(
            MessageConverter converter,
            Message<?> message,
            Class<?> target,
            @Nullable Object hint) {
        return converter instanceof SmartMessageConverter smart
                ? smart.fromMessage(message, target, hint)
                : converter.fromMessage(message, target);
    }

    private static Type type(Class<?> target, @Nullable Object hint) {
        if (!(hint instanceof MethodParameter parameter)) {
            return target;
        }
        MethodParameter nested = parameter.nestedIfOptional();
        if (Message.class.isAssignableFrom(nested.getNestedParameterType())) {
            nested = nested.nested();
        }
        return GenericTypeResolver.resolveType(
                nested.getNestedGenericParameterType(), parameter.getContainingClass());
    }
}
