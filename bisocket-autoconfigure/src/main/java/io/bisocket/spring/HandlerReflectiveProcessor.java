package io.bisocket.spring;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.stream.Stream;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.annotation.SimpleReflectiveProcessor;

/**
 * Tells ahead-of-time processing of a handler method: that it is called by reflection, and that
 * what it takes and returns is read and written as JSON.
 */
final class HandlerReflectiveProcessor extends SimpleReflectiveProcessor {

    private final BindingReflectionHintsRegistrar bindings = new BindingReflectionHintsRegistrar();

    @Override
    protected void registerMethodHint(ReflectionHints hints, Method method) {
        super.registerMethodHint(hints, method);
        Type[] payloads =
                Stream.concat(
                                Stream.of(method.getGenericParameterTypes()),
                                Stream.of(method.getGenericReturnType()))
                        .filter(HandlerReflectiveProcessor::maybePayload)
                        .toArray(Type[]::new);
        bindings.registerReflectionHints(hints, payloads);
    }

    /** A type with arguments, such as a message, may hold one. */
    private static boolean maybePayload(Type type) {
        if (!(type instanceof Class<?> plain)) {
            return true;
        }
        String name = plain.getPackageName();
        return plain != void.class
                && !name.equals("io.bisocket")
                && !name.startsWith("org.springframework.");
    }
}
