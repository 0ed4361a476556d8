package io.bisocket.spring.exchange;

import io.bisocket.PayloadCodec;
import io.bisocket.spring.exchange.ExchangeCall.Result;
import io.bisocket.spring.handler.Payloads;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/** What a method's result asks for. */
final class ExchangeResults {

    private static final String MONO = "reactor.core.publisher.Mono";
    private static final String FLUX = "reactor.core.publisher.Flux";

    private final PayloadCodec codec;

    private ExchangeResults(PayloadCodec codec) {
        this.codec = codec;
    }

    /**
     * What becomes of a method's replies.
     *
     * @throws IllegalArgumentException if they cannot become what it returns; the message says why
     */
    static Result of(Method method, Class<?> exchange, PayloadCodec codec) {
        return new ExchangeResults(codec).of(ResolvableType.forMethodReturnType(method, exchange));
    }

    private Result of(ResolvableType type) {
        Class<?> raw = type.toClass();
        if (raw == void.class || raw == Void.class) {
            return message -> {
                message.retrieve();
                return null;
            };
        }
        if (raw == Flow.Publisher.class) {
            Function<byte[], @Nullable Object> decoder = item(type);
            return message -> new DecodedReplies(message.stream(), decoder);
        }
        if (raw == Stream.class) {
            Function<byte[], @Nullable Object> decoder = item(type);
            return message -> ReplyIterator.stream(message.stream(), decoder);
        }
        if (isFuture(raw)) {
            Function<byte[], @Nullable Object> decoder = single(type.getGeneric());
            return message -> decoded(message.retrieveAsync(), decoder);
        }
        if (raw.getName().equals(MONO)) {
            return ReactorResults.mono(single(type.getGeneric()));
        }
        if (raw.getName().equals(FLUX)) {
            return ReactorResults.flux(item(type));
        }
        Function<byte[], @Nullable Object> decoder = single(type);
        return message -> decoder.apply(message.retrieve());
    }

    private static boolean isFuture(Class<?> raw) {
        return raw == CompletableFuture.class
                || raw == CompletionStage.class
                || raw == Future.class;
    }

    /** What the elements of many replies are. */
    private Function<byte[], @Nullable Object> item(ResolvableType many) {
        return value(many.getGeneric());
    }

    /** What a single reply is. */
    private Function<byte[], @Nullable Object> single(ResolvableType type) {
        Class<?> raw = type.toClass();
        if (raw == Void.class) {
            return bytes -> null;
        }
        if (raw == Optional.class) {
            Function<byte[], @Nullable Object> present = value(type.getGeneric());
            return bytes ->
                    bytes.length == 0
                            ? Optional.empty()
                            : Optional.ofNullable(present.apply(bytes));
        }
        return value(type);
    }

    private Function<byte[], @Nullable Object> value(ResolvableType type) {
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
        return Decoders.of(type, codec);
    }

    /** As the reply, decoded; cancelling it cancels the request. */
    private static CompletableFuture<@Nullable Object> decoded(
            CompletableFuture<byte[]> reply, Function<byte[], @Nullable Object> decoder) {
        CompletableFuture<@Nullable Object> decoded = reply.thenApply(decoder);
        decoded.whenComplete(
                (value, failure) -> {
                    if (decoded.isCancelled()) {
                        reply.cancel(false);
                    }
                });
        return decoded;
    }
}
