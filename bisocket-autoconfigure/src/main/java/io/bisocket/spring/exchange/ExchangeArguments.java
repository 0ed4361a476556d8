package io.bisocket.spring.exchange;

import io.bisocket.spring.exchange.ExchangeCall.Argument;
import io.bisocket.spring.handler.Payloads;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.ValueConstants;
import org.springframework.util.StringUtils;

/** What is done with a method's arguments. */
final class ExchangeArguments {

    private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    private ExchangeArguments() {}

    /**
     * What is done with each argument.
     *
     * @throws IllegalArgumentException if one cannot be passed on; the message says why
     */
    static List<Argument> of(Method method, Class<?> exchange) {
        List<Argument> arguments = new ArrayList<>();
        int payloads = 0;
        for (int i = 0; i < method.getParameterCount(); i++) {
            MethodParameter parameter =
                    new MethodParameter(method, i).withContainingClass(exchange);
            parameter.initParameterNameDiscovery(NAMES);
            Argument known = known(parameter);
            payloads += known == null ? 1 : 0;
            arguments.add(known != null ? known : payload(parameter));
        }
        if (payloads > 1) {
            throw new IllegalArgumentException(
                    "%d of its parameters are payloads, and a call has one; others can be marked with @Header"
                            .formatted(payloads));
        }
        return arguments;
    }

    private static @Nullable Argument known(MethodParameter parameter) {
        Header header = parameter.getParameterAnnotation(Header.class);
        if (header != null) {
            return header(parameter, header);
        }
        if (parameter.hasParameterAnnotation(Headers.class)) {
            return headers(parameter);
        }
        return parameter.getParameterType() == Duration.class ? timeout() : null;
    }

    private static Argument header(MethodParameter parameter, Header header) {
        String given = header.value().isEmpty() ? header.name() : header.value();
        @Nullable String name = given.isEmpty() ? parameter.getParameterName() : given;
        if (!StringUtils.hasText(name)) {
            throw new IllegalArgumentException(
                    "%s is a header without a name: write it into @Header, or compile with -parameters"
                            .formatted(text(parameter)));
        }
        String absent = header.defaultValue();
        boolean hasDefault = !absent.equals(ValueConstants.DEFAULT_NONE);
        boolean required = header.required() && !hasDefault;
        return (message, value) -> {
            if (value != null) {
                message.header(name, String.valueOf(value));
            } else if (hasDefault) {
                message.header(name, absent);
            } else if (required) {
                throw new IllegalArgumentException(
                        "the header '%s' is required, and was null".formatted(name));
            }
        };
    }

    private static Argument headers(MethodParameter parameter) {
        if (!Map.class.isAssignableFrom(parameter.getParameterType())) {
            throw new IllegalArgumentException("%s must be a Map".formatted(text(parameter)));
        }
        return (message, value) -> {
            if (value instanceof Map<?, ?> all) {
                all.forEach((name, each) -> message.header(name.toString(), each.toString()));
            }
        };
    }

    private static Argument timeout() {
        return (message, value) -> {
            if (value instanceof Duration timeout) {
                message.timeout(timeout);
            }
        };
    }

    private static Argument payload(MethodParameter parameter) {
        Class<?> type = ResolvableType.forMethodParameter(parameter).toClass();
        Payloads.refusal(type)
                .ifPresent(
                        refusal -> {
                            throw new IllegalArgumentException(
                                    "%s cannot be sent: %s".formatted(text(parameter), refusal));
                        });
        return (message, value) -> {
            if (value != null) {
                message.payload(value);
            }
        };
    }

    private static String text(MethodParameter parameter) {
        return "parameter %d (%s)"
                .formatted(
                        parameter.getParameterIndex() + 1,
                        parameter.getGenericParameterType().getTypeName());
    }
}
