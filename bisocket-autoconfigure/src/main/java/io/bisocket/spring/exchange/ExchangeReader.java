package io.bisocket.spring.exchange;

import io.bisocket.spring.BiSocketExchange;
import io.bisocket.spring.InvalidExchangeException;
import io.bisocket.spring.handler.ExchangeMethods;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.KotlinDetector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/** Reads an interface once, and refuses what cannot be a call. */
final class ExchangeReader {

    private final Class<?> exchange;
    private final UnaryOperator<String> placeholders;
    private final @Nullable BiSocketExchange all;

    private ExchangeReader(Class<?> exchange, UnaryOperator<String> placeholders) {
        this.exchange = exchange;
        this.placeholders = placeholders;
        this.all = AnnotatedElementUtils.getMergedAnnotation(exchange, BiSocketExchange.class);
    }

    /**
     * The calls of an interface's methods.
     *
     * @throws InvalidExchangeException if a method cannot be a call
     */
    static Map<Method, ExchangeCall> read(Class<?> exchange, UnaryOperator<String> placeholders) {
        return new ExchangeReader(exchange, placeholders).read();
    }

    private Map<Method, ExchangeCall> read() {
        if (!exchange.isInterface() || all == null) {
            throw new InvalidExchangeException(
                    exchange.getName(), "it is no interface with @BiSocketExchange");
        }
        Map<Method, ExchangeCall> calls = new HashMap<>();
        ExchangeMethods.of(exchange)
                .forEach((method, name) -> calls.put(method, call(method, name)));
        return calls;
    }

    private ExchangeCall call(Method method, String name) {
        if (KotlinDetector.isSuspendingFunction(method)) {
            throw invalid(method, "it suspends; let it return a CompletableFuture or a Mono");
        }
        try {
            return new ExchangeCall(
                    placeholders.apply(name),
                    timeout(method),
                    ExchangeArguments.of(method, exchange),
                    ExchangeResults.of(method, exchange));
        } catch (IllegalArgumentException e) {
            throw invalid(method, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Duration timeout(Method method) {
        BiSocketExchange own =
                AnnotatedElementUtils.findMergedAnnotation(method, BiSocketExchange.class);
        String text = own != null && !own.timeout().isEmpty() ? own.timeout() : inherited();
        String resolved = placeholders.apply(text);
        if (resolved.isBlank()) {
            return null;
        }
        Duration timeout = parsed(resolved);
        if (timeout == null || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "its timeout must be a duration of more than zero, such as 5s, but was '%s'"
                            .formatted(resolved));
        }
        return timeout;
    }

    private String inherited() {
        return all == null ? "" : all.timeout();
    }

    private static @Nullable Duration parsed(String text) {
        try {
            return DurationFormatterUtils.detectAndParse(text.strip());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static InvalidExchangeException invalid(Method method, String reason) {
        String parameters =
                Arrays.stream(method.getGenericParameterTypes())
                        .map(type -> type.getTypeName())
                        .collect(Collectors.joining(", "));
        return new InvalidExchangeException(
                "%s %s.%s(%s)"
                        .formatted(
                                method.getGenericReturnType().getTypeName(),
                                method.getDeclaringClass().getName(),
                                method.getName(),
                                parameters),
                reason);
    }
}
