package io.bisocket.spring.exchange;

import io.bisocket.MessageSpec;
import io.bisocket.spring.exchange.ExchangeCall.Result;
import io.bisocket.spring.handler.Payloads;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.Nullness;
import org.springframework.core.ResolvableType;

/** What a method's result asks for. */
final class ExchangeResults {

    private static final String MONO = "reactor.core.publisher.Mono";
    private static final String FLUX = "reactor.core.publisher.Flux";
    private static final Set<Class<?>> FUTURES =
            Set.of(CompletableFuture.class, CompletionStage.class, Future.class);

    /** An empty reply is a value of these. */
    private static final Set<Class<?>> PLAIN = Set.of(byte[].class, String.class, ByteBuffer.class);

    private ExchangeResults() {}

    /**
     * What becomes of a method's replies.
     *
     * @throws IllegalArgumentException if they cannot become what it returns; the message says why
     */
    static Result of(Method method, Class<?> exchange) {
        ResolvableType type =
                ResolvableType.forType(
                        GenericTypeResolver.resolveType(method.getGenericReturnType(), exchange));
        Class<?> raw = type.toClass();
        if (raw == Flow.Publisher.class) {
            Type item = value(type.getGeneric());
            return message -> message.stream(item);
        }
        if (raw == Stream.class) {
            Type item = value(type.getGeneric());
            return message -> ReplyIterator.stream(message.stream(item));
        }
        if (FUTURES.contains(raw)) {
            return later(type.getGeneric())::apply;
        }
        if (raw.getName().equals(MONO)) {
            return ReactorResults.mono(later(type.getGeneric()));
        }
        if (raw.getName().equals(FLUX)) {
            return ReactorResults.flux(value(type.getGeneric()));
        }
        return now(type, Nullness.forMethodReturnType(method));
    }

    private static Result now(ResolvableType type, Nullness nullness) {
        Class<?> raw = type.toClass();
        if (raw == void.class || raw == Void.class) {
            return message -> {
                message.retrieve();
                return null;
            };
        }
        if (raw == Optional.class) {
            Type value = value(type.getGeneric());
            return message -> message.retrieveOptional(value);
        }
        Type value = value(type);
        return PLAIN.contains(raw) || raw.isPrimitive() || nullness == Nullness.NON_NULL
                ? message -> message.retrieve(value)
                : message -> message.retrieveOptional(value).orElse(null);
    }

    /** What a future holds; null where there is no reply and it does not say Optional. */
    private static Function<MessageSpec, CompletableFuture<@Nullable Object>> later(
            ResolvableType type) {
        Class<?> raw = type.toClass();
        if (raw == Void.class) {
            return message -> derived(message.retrieveAsync(), bytes -> null);
        }
        if (raw == Optional.class) {
            Type value = value(type.getGeneric());
            return message -> derived(message.retrieveOptionalAsync(value), found -> found);
        }
        Type value = value(type);
        return PLAIN.contains(raw)
                ? message -> message.retrieveAsync(value)
                : message ->
                        derived(message.retrieveOptionalAsync(value), found -> found.orElse(null));
    }

    private static Type value(ResolvableType type) {
        if (type.resolve() == null) {
            throw new IllegalArgumentException(
                    "the type of its result is not known: write what it holds, as in"
                            + " Optional<Receipt>");
        }
        Payloads.refusal(type.toClass())
                .ifPresent(
                        refusal -> {
                            throw new IllegalArgumentException(
                                    "its result holds a %s: %s".formatted(type, refusal));
                        });
        return type.getType();
    }

    /** As the reply, converted; cancelling it cancels the request. */
    private static <T> CompletableFuture<@Nullable Object> derived(
            CompletableFuture<T> reply, Function<T, @Nullable Object> conversion) {
        CompletableFuture<@Nullable Object> derived = reply.thenApply(conversion);
        derived.whenComplete(
                (value, failure) -> {
                    if (derived.isCancelled()) {
                        reply.cancel(false);
                    }
                });
        return derived;
    }
}
