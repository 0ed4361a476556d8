package io.bisocket.spring.handler;

import io.bisocket.ClientSession;
import io.bisocket.Peer;
import io.bisocket.Request;
import io.bisocket.RequestId;
import io.bisocket.spring.Cancellation;
import io.bisocket.spring.InvalidHandlerException;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.core.Nullness;
import org.springframework.core.ResolvableType;

/**
 * What a handler's parameters ask for. What needs no conversion is taken from the request itself,
 * and no message is made for it.
 */
final class Signature {

    private static final Map<Class<?>, Argument> ABOUT_THE_REQUEST =
            Map.of(
                    Request.class, Argument.of(request -> request),
                    ClientSession.class, Argument.of(Request::client),
                    Peer.class, Argument.of(Request::peer),
                    UUID.class, Argument.of(Request::clientId),
                    Duration.class, Argument.of(request -> request.timeLeft().orElse(null)),
                    RequestId.class, Argument.of(Request::id),
                    Cancellation.class, Argument.of(Cancellation::new));

    private static final Map<Class<?>, Argument> PLAIN_PAYLOADS =
            Map.of(
                    byte[].class, Argument.of(Request::bytes),
                    String.class, Argument.of(Request::text),
                    ByteBuffer.class, Argument.of(request -> ByteBuffer.wrap(request.bytes())));

    private final BeanMethod handler;
    private final List<String> names;
    private final boolean atClient;
    private final @Nullable MessagingArguments messaging;
    private int payloads;

    private Signature(
            BeanMethod handler,
            List<String> names,
            boolean atClient,
            @Nullable MessagingArguments messaging) {
        this.handler = handler;
        this.names = names;
        this.atClient = atClient;
        this.messaging = messaging;
    }

    /**
     * Where a handler's arguments come from.
     *
     * @param names the names of the handler
     * @param atClient whether it is a client that handles, and a server that asks
     * @param messaging what Spring Messaging knows of arguments; null where it is missing
     * @throws InvalidHandlerException if a parameter cannot be provided
     */
    static Argument[] arguments(
            BeanMethod handler,
            List<String> names,
            boolean atClient,
            @Nullable MessagingArguments messaging) {
        Signature signature = new Signature(handler, names, atClient, messaging);
        List<Argument> arguments = new ArrayList<>();
        MethodParameter[] parameters = handler.parameters();
        int count = parameters.length - (handler.isSuspending() ? 1 : 0);
        for (int i = 0; i < count; i++) {
            arguments.add(signature.argument(parameters[i]));
        }
        if (signature.payloads > 1) {
            throw handler.invalid(
                    "%d of its parameters ask for the payload, and a request has one"
                            .formatted(signature.payloads));
        }
        if (handler.isSuspending()) {
            arguments.add(call -> null);
        }
        return arguments.toArray(Argument[]::new);
    }

    /** Such as {@code parameter 2 (int)}. */
    static String name(MethodParameter parameter) {
        return "parameter %d (%s)"
                .formatted(parameter.getParameterIndex() + 1, type(parameter).getTypeName());
    }

    private Argument argument(MethodParameter parameter) {
        MessagingArguments springs = messaging;
        Argument argument = springs == null ? null : springs.of(handler, parameter, names);
        if (argument == null && atClient) {
            ServerArguments.refuse(handler, parameter);
        }
        if (argument == null) {
            argument = ABOUT_THE_REQUEST.get(parameter.getParameterType());
        }
        if (argument == null) {
            argument = Principals.argument(parameter);
        }
        if (argument == null) {
            argument = FailureArgument.of(handler, parameter);
        }
        return argument != null ? argument : payload(parameter);
    }

    private Argument payload(MethodParameter parameter) {
        payloads++;
        Type type = type(parameter);
        Class<?> raw = ResolvableType.forType(type).toClass();
        Argument plain = PLAIN_PAYLOADS.get(raw);
        MessagingArguments springs = messaging;
        boolean special = springs != null && springs.isPayload(parameter);
        if (plain != null && !special) {
            return plain;
        }
        check(parameter, type, raw);
        if (springs != null && (special || springs.hasConverters())) {
            return springs.payload(handler, parameter);
        }
        boolean nullable = Nullness.forMethodParameter(parameter) == Nullness.NULLABLE;
        return nullable
                ? Argument.of(request -> request.bytes().length == 0 ? null : request.as(type))
                : Argument.of(request -> request.as(type)).required(name(parameter));
    }

    private void check(MethodParameter parameter, Type type, Class<?> raw) {
        if (type instanceof TypeVariable<?>) {
            throw handler.invalid("the type of %s is not known".formatted(name(parameter)));
        }
        Payloads.refusal(raw)
                .ifPresent(
                        refusal -> {
                            throw handler.invalid("%s: %s".formatted(name(parameter), refusal));
                        });
    }

    private static Type type(MethodParameter parameter) {
        return GenericTypeResolver.resolveType(
                parameter.getGenericParameterType(), parameter.getContainingClass());
    }
}
