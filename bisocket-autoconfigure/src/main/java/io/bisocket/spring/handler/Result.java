package io.bisocket.spring.handler;

import io.bisocket.spring.InvalidHandlerException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * What a handler returns.
 *
 * @param kind when it is there
 * @param publisher what makes a publisher of it; of use for {@link Kind#MANY} alone
 */
record Result(Kind kind, Function<Object, Flow.Publisher<?>> publisher) {

    enum Kind {
        /** With the return: a value, an {@link Optional}, a {@link Stream}, nothing. */
        NOW,
        /** Later: a {@link CompletionStage} of a value. */
        LATER,
        /** By and by: whatever publishes. */
        MANY
    }

    /**
     * What a method returns, as it says.
     *
     * @throws InvalidHandlerException if it cannot be sent as replies
     */
    static Result of(BeanMethod handler, ClassLoader loader) {
        if (handler.isSuspending()) {
            return new Result(Kind.MANY, Publishers.ofCoroutines(handler, loader));
        }
        ResolvableType type = handler.returnType();
        if (CompletionStage.class.isAssignableFrom(type.toClass())) {
            checkLater(handler, type.as(CompletionStage.class).getGeneric());
            return new Result(Kind.LATER, Publishers.none());
        }
        Function<Object, Flow.Publisher<?>> publisher =
                Publishers.of(type.toClass(), loader).orElse(null);
        if (publisher != null) {
            checkReply(handler, type.hasGenerics() ? type.getGeneric(0) : ResolvableType.NONE);
            return new Result(Kind.MANY, publisher);
        }
        checkReply(handler, element(type));
        return new Result(Kind.NOW, Publishers.none());
    }

    /** The one value of what was returned: of many, the first. */
    CompletionStage<? extends @Nullable Object> first(@Nullable Object returned) {
        if (returned == null || kind == Kind.NOW) {
            return CompletableFuture.completedFuture(returned);
        }
        return kind == Kind.LATER
                ? (CompletionStage<?>) returned
                : FirstItem.of(publisher.apply(returned));
    }

    private static void checkLater(BeanMethod handler, ResolvableType result) {
        if (Stream.class.isAssignableFrom(result.toClass())) {
            throw handler.invalid("a stream that comes later is not supported: return the Stream");
        }
        checkReply(handler, element(result));
    }

    private static void checkReply(BeanMethod handler, ResolvableType reply) {
        Payloads.refusal(reply.toClass())
                .ifPresent(
                        refusal -> {
                            throw handler.invalid(
                                    "a result of type %s cannot be sent: %s"
                                            .formatted(reply, refusal));
                        });
    }

    private static ResolvableType element(ResolvableType result) {
        for (Class<?> container : new Class<?>[] {Optional.class, Stream.class}) {
            if (container.isAssignableFrom(result.toClass())) {
                return result.as(container).getGeneric();
            }
        }
        return result;
    }
}
