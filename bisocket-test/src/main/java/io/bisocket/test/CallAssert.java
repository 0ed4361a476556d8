package io.bisocket.test;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.MessageSpec;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractByteArrayAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ObjectAssert;

/** Assertions about one call. Each method makes the call anew, and waits for its end. */
public final class CallAssert {

    private static final Duration STREAM_PATIENCE = Duration.ofSeconds(30);

    private final String method;
    private final MessageSpec call;

    CallAssert(String method, MessageSpec call) {
        this.method = method;
        this.call = call;
    }

    /** The reply's payload is what the returned assertions say. */
    public AbstractByteArrayAssert<?> replies() {
        byte[] bytes = reply(() -> call.retrieve());
        return Assertions.assertThat(bytes).as(description("replies"));
    }

    /** The reply's payload, as UTF-8 text, is what the returned assertions say. */
    public AbstractStringAssert<?> repliesWithText() {
        String text = new String(reply(() -> call.retrieve()), StandardCharsets.UTF_8);
        return Assertions.assertThat(text).as(description("replies with text"));
    }

    /** What the payload codec makes of the reply is what the returned assertions say. */
    public <T> ObjectAssert<T> repliesWith(Class<T> type) {
        return Assertions.assertThat(reply(() -> call.retrieve(type)))
                .as(description("replies with " + type.getSimpleName()));
    }

    /** As {@link #repliesWith(Class)}, for generic types. */
    public ObjectAssert<Object> repliesWith(Type type) {
        return Assertions.assertThat(reply(() -> call.<Object>retrieve(type)))
                .as(description("replies with " + type.getTypeName()));
    }

    /** The call is answered, with whatever. */
    public void succeeds() {
        reply(() -> call.retrieve());
    }

    /** All replies to a stream, once it has ended, are what the returned assertions say. */
    public <T> ListAssert<T> streams(Class<T> type) {
        Flow.Publisher<T> items = call.stream(type);
        return Assertions.assertThat(reply(() -> collect(items)))
                .as(description("streams " + type.getSimpleName()));
    }

    /** The call fails with this code; the returned assertions are about the exception. */
    public AbstractThrowableAssert<?, BiSocketException> failsWith(ErrorCode code) {
        return failsWith(BiSocketException.class)
                .satisfies(
                        failure ->
                                Assertions.assertThat(failure.code())
                                        .as(description("fails with " + code))
                                        .isEqualTo(code));
    }

    /** The call fails with this exception. */
    public <E extends BiSocketException> AbstractThrowableAssert<?, E> failsWith(Class<E> type) {
        BiSocketException failure =
                Assertions.catchThrowableOfType(BiSocketException.class, call::retrieve);
        Assertions.assertThat(failure)
                .as(description("fails with " + type.getSimpleName()))
                .isInstanceOf(type);
        return Assertions.assertThat(type.cast(failure)).as(description("its failure"));
    }

    private static <T> List<T> collect(Flow.Publisher<T> items) {
        CollectingSubscriber<T> subscriber = new CollectingSubscriber<>();
        items.subscribe(subscriber);
        return subscriber.await(STREAM_PATIENCE);
    }

    private <T> T reply(Supplier<T> answered) {
        try {
            return answered.get();
        } catch (BiSocketException e) {
            throw new AssertionError(
                    "[%s] a reply was expected, but the call failed with %s: %s"
                            .formatted(method, e.code(), e.getMessage()),
                    e);
        }
    }

    private String description(String what) {
        return method + " " + what;
    }
}
