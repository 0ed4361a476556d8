package io.bisocket.spring.handler;

import io.bisocket.spring.InvalidHandlerException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.springframework.util.ClassUtils;

/** What publishes, of whichever library, as a publisher of the JDK's. */
final class Publishers {

    private static final String REACTIVE_STREAMS = "org.reactivestreams.Publisher";
    private static final List<String> COROUTINES =
            List.of(
                    REACTIVE_STREAMS,
                    "kotlin.reflect.full.KClasses",
                    "kotlinx.coroutines.reactor.MonoKt");

    private Publishers() {}

    /** What makes publishers of values of this type; empty if they are none. */
    static Optional<Function<Object, Flow.Publisher<?>>> of(Class<?> type, ClassLoader loader) {
        if (Flow.Publisher.class.isAssignableFrom(type)) {
            return Optional.of(value -> (Flow.Publisher<?>) value);
        }
        return ClassUtils.isPresent(REACTIVE_STREAMS, loader)
                ? ReactivePublishers.of(type)
                : Optional.empty();
    }

    /**
     * What makes publishers of what suspending functions give.
     *
     * @throws InvalidHandlerException if a library for that is missing
     */
    static Function<Object, Flow.Publisher<?>> ofCoroutines(
            BeanMethod handler, ClassLoader loader) {
        for (String needed : COROUTINES) {
            if (!ClassUtils.isPresent(needed, loader)) {
                throw handler.invalid(
                        "it suspends, which needs kotlin-reflect and kotlinx-coroutines-reactor on the class path");
            }
        }
        return ReactivePublishers.ofReactiveStreams();
    }

    static Function<Object, Flow.Publisher<?>> none() {
        return value -> {
            throw new IllegalStateException("%s is no publisher".formatted(value.getClass()));
        };
    }

    /** Publishes nothing and completes. */
    static Flow.Publisher<Object> empty() {
        return subscriber -> {
            subscriber.onSubscribe(Nothing.INSTANCE);
            subscriber.onComplete();
        };
    }

    /** Publishes nothing and fails. */
    static Flow.Publisher<Object> failed(Throwable failure) {
        return subscriber -> {
            subscriber.onSubscribe(Nothing.INSTANCE);
            subscriber.onError(failure);
        };
    }

    private enum Nothing implements Flow.Subscription {
        INSTANCE;

        @Override
        public void request(long items) {}

        @Override
        public void cancel() {}
    }
}
