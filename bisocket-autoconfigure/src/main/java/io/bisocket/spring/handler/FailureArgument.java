package io.bisocket.spring.handler;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;

/** The exception that a handler of failures is to handle, or the one among its causes. */
final class FailureArgument {

    private FailureArgument() {}

    /** The argument for a parameter that is an exception; null for others. */
    static @Nullable Argument of(BeanMethod handler, MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        if (!Throwable.class.isAssignableFrom(type)) {
            return null;
        }
        if (!handler.handlesFailures()) {
            throw handler.invalid(
                    "%s: exceptions are handled by methods with @MessageExceptionHandler"
                            .formatted(Signature.name(parameter)));
        }
        return call -> find(call.failure(), type);
    }

    private static @Nullable Object find(@Nullable Throwable failure, Class<?> type) {
        Throwable each = failure;
        while (each != null && !type.isInstance(each)) {
            each = each.getCause();
        }
        return each;
    }
}
