package io.bisocket.spring.handler;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.messaging.handler.annotation.support.AnnotationExceptionHandlerMethodResolver;

/** The methods of one bean that handle failures: the one for the closest type takes one. */
final class FailureMethods implements Failures {

    private final AnnotationExceptionHandlerMethodResolver resolver;
    private final Map<Method, Invocable> methods = new HashMap<>();

    private FailureMethods(Class<?> type, Function<Method, Invocable> invocables) {
        this.resolver = new AnnotationExceptionHandlerMethodResolver(type);
        MethodIntrospector.selectMethods(type, FailureMethods::handlesFailures)
                .forEach(method -> methods.put(method, invocables.apply(method)));
    }

    /**
     * The methods of a bean.
     *
     * @param invocables makes a method callable
     * @throws IllegalStateException if two methods are for one type of exception
     */
    static Failures of(Class<?> type, Function<Method, Invocable> invocables) {
        FailureMethods methods = new FailureMethods(type, invocables);
        return methods.methods.isEmpty() ? NONE : methods;
    }

    static boolean handlesFailures(Method method) {
        return AnnotatedElementUtils.hasAnnotation(method, MessageExceptionHandler.class);
    }

    /** The first of these that handles a failure. */
    static Failures firstOf(List<Failures> all) {
        List<Failures> some = all.stream().filter(each -> !each.equals(NONE)).toList();
        return some.isEmpty()
                ? NONE
                : failure ->
                        some.stream()
                                .map(each -> each.handlerOf(failure))
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null);
    }

    @Override
    public @Nullable Invocable handlerOf(Throwable failure) {
        Method method = resolver.resolveMethod(failure);
        return method == null ? null : methods.get(method);
    }
}
