package io.bisocket.spring.handler;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A method of a bean, with what it takes and returns. Thread-safe. */
final class Invocable {

    private final BeanMethod method;
    private final Argument[] arguments;
    private final Result result;

    Invocable(BeanMethod method, Argument[] arguments, Result result) {
        this.method = method;
        this.arguments = arguments;
        this.result = result;
    }

    Result result() {
        return result;
    }

    /** Calls the method; what it returns is of the kind of its {@link #result()}. */
    @Nullable Object invoke(Call call) throws Exception {
        @Nullable Object[] values = new @Nullable Object[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments[i].from(call);
        }
        return method.invoke(values);
    }

    /** Calls the method; of several values it has, the first counts. */
    CompletionStage<? extends @Nullable Object> first(Call call) throws Exception {
        return result.first(invoke(call));
    }

    @Override
    public String toString() {
        return method.toString();
    }
}
