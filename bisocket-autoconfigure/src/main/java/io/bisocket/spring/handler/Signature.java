package io.bisocket.spring.handler;

import io.bisocket.ClientSession;
import io.bisocket.Request;
import io.bisocket.RequestId;
import io.bisocket.spring.InvalidHandlerException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.core.Nullness;
import org.springframework.core.ResolvableType;

/** What a handler's parameters and result ask for. */
final class Signature {

    private static final Map<Class<?>, Argument> ABOUT_THE_REQUEST =
            Map.of(
                    Request.class, request -> request,
                    ClientSession.class, Request::client,
                    UUID.class, Request::clientId,
                    RequestId.class, Request::id);

    private static final Map<Class<?>, Argument> PLAIN_PAYLOADS =
            Map.of(
                    byte[].class, Request::bytes,
                    String.class, Request::text,
                    ByteBuffer.class, request -> ByteBuffer.wrap(request.bytes()));

    private Signature() {}

    /**
     * Where a handler's arguments come from.
     *
     * @throws InvalidHandlerException if a parameter cannot be provided
     */
    static Argument[] arguments(BeanMethod handler) {
        Method method = handler.method();
        long payloads =
                IntStream.range(0, method.getParameterCount())
                        .filter(i -> !ABOUT_THE_REQUEST.containsKey(method.getParameterTypes()[i]))
                        .count();
        if (payloads > 1) {
            throw handler.invalid(
                    "%d of its parameters ask for the payload, and a request has one"
                            .formatted(payloads));
        }
        return IntStream.range(0, method.getParameterCount())
                .mapToObj(i -> argument(handler, new MethodParameter(method, i)))
                .toArray(Argument[]::new);
    }

    /**
     * Whether a handler is done only when its result is.
     *
     * @throws InvalidHandlerException if the result cannot be sent as replies
     */
    static boolean isAsynchronous(BeanMethod handler) {
        ResolvableType type =
                ResolvableType.forMethodReturnType(handler.method(), handler.userType());
        boolean asynchronous = CompletionStage.class.isAssignableFrom(type.toClass());
        ResolvableType result = asynchronous ? type.as(CompletionStage.class).getGeneric() : type;
        if (asynchronous && Stream.class.isAssignableFrom(result.toClass())) {
            throw handler.invalid("a stream that comes later is not supported: return the Stream");
        }
        ResolvableType reply = element(result);
        Payloads.refusal(reply.toClass())
                .ifPresent(
                        refusal -> {
                            throw handler.invalid(
                                    "a result of type %s cannot be sent: %s"
                                            .formatted(reply, refusal));
                        });
        return asynchronous;
    }

    private static ResolvableType element(ResolvableType result) {
        for (Class<?> container : new Class<?>[] {Optional.class, Stream.class}) {
            if (container.isAssignableFrom(result.toClass())) {
                return result.as(container).getGeneric();
            }
        }
        return result;
    }

    private static Argument argument(BeanMethod handler, MethodParameter parameter) {
        Class<?> raw = parameter.getParameterType();
        Argument known = ABOUT_THE_REQUEST.getOrDefault(raw, PLAIN_PAYLOADS.get(raw));
        return known != null ? known : converted(handler, parameter);
    }

    private static Argument converted(BeanMethod handler, MethodParameter parameter) {
        Type type =
                GenericTypeResolver.resolveType(
                        parameter.getGenericParameterType(), handler.userType());
        Class<?> raw = ResolvableType.forType(type).toClass();
        @Nullable Argument plain = PLAIN_PAYLOADS.get(raw);
        if (plain != null) {
            return plain;
        }
        String name =
                "parameter %d (%s)"
                        .formatted(parameter.getParameterIndex() + 1, type.getTypeName());
        if (type instanceof TypeVariable<?>) {
            throw handler.invalid("the type of %s is not known".formatted(name));
        }
        Payloads.refusal(raw)
                .ifPresent(
                        refusal -> {
                            throw handler.invalid("%s: %s".formatted(name, refusal));
                        });
        Argument value = request -> request.as(type);
        boolean nullable = Nullness.forMethodParameter(parameter) == Nullness.NULLABLE;
        return nullable ? value : value.required(name);
    }
}
