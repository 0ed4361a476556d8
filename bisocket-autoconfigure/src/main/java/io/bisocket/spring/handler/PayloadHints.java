package io.bisocket.spring.handler;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ResolvableType;

/** Tells ahead-of-time processing what methods take and return, which is read and written. */
public final class PayloadHints {

    private static final BindingReflectionHintsRegistrar BINDINGS =
            new BindingReflectionHintsRegistrar();

    private PayloadHints() {}

    /**
     * Registers the values that a method takes and returns, also in containers and publishers.
     *
     * @param owner whose method it is, which may say what type variables stand for
     */
    public static void register(ReflectionHints hints, Method method, Class<?> owner) {
        Type[] values =
                Stream.concat(
                                Arrays.stream(method.getGenericParameterTypes()),
                                Stream.of(method.getGenericReturnType()))
                        .map(type -> GenericTypeResolver.resolveType(type, owner))
                        .flatMap(PayloadHints::values)
                        .toArray(Type[]::new);
        BINDINGS.registerReflectionHints(hints, values);
    }

    private static Stream<Type> values(Type type) {
        if (type instanceof WildcardType wildcard) {
            return Stream.of(wildcard.getUpperBounds(), wildcard.getLowerBounds())
                    .flatMap(Arrays::stream)
                    .flatMap(PayloadHints::values);
        }
        if (isValue(ResolvableType.forType(type).toClass())) {
            return Stream.of(type);
        }
        return type instanceof ParameterizedType container
                ? Arrays.stream(container.getActualTypeArguments()).flatMap(PayloadHints::values)
                : Stream.empty();
    }

    private static boolean isValue(Class<?> type) {
        return type != void.class
                && type != Object.class
                && !CompletionStage.class.isAssignableFrom(type)
                && !type.getName().startsWith("org.springframework.")
                && !type.getName().startsWith("kotlin.coroutines.")
                && !type.getName().startsWith("kotlinx.coroutines.")
                && Payloads.refusal(type).isEmpty();
    }
}
