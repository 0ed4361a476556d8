package io.bisocket.spring.handler;

import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.handler.SampleArguments.Row;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.DynamicType.Builder.MethodDefinition.ParameterDefinition;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.InvocationHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/** A class with a handler for each kind of argument and each kind of result. */
final class CombinedHandlers {

    private CombinedHandlers() {}

    /** Its handlers are called as the argument, the result, and anything. */
    static Class<?> type() {
        DynamicType.Builder<?> type =
                new ByteBuddy()
                        .subclass(Object.class)
                        .name(CombinedHandlers.class.getPackageName() + ".GeneratedHandlers");
        for (Row row : SampleArguments.rows()) {
            for (Method result : SampleResults.methods()) {
                type = with(type, row, result);
            }
        }
        try (DynamicType.Unloaded<?> made = type.make()) {
            ClassLoadingStrategy<ClassLoader> besideThis =
                    ClassLoadingStrategy.UsingLookup.of(MethodHandles.lookup());
            return made.load(CombinedHandlers.class.getClassLoader(), besideThis).getLoaded();
        }
    }

    private static DynamicType.Builder<?> with(
            DynamicType.Builder<?> type, Row row, Method result) {
        Method argument = SampleArguments.method(row.argument());
        ParameterDefinition<?> method =
                type.defineMethod(
                        row.argument() + "_" + result.getName(),
                        result.getGenericReturnType(),
                        Visibility.PUBLIC);
        AnnotationDescription annotation =
                AnnotationDescription.Builder.ofType(BiSocketHandler.class)
                        .defineArray(
                                "value", "%s.%s.{id}".formatted(row.argument(), result.getName()))
                        .build();
        return (argument.getParameterCount() == 0
                        ? method
                        : method.withParameter(argument.getGenericParameterTypes()[0], "argument")
                                .annotateParameter(argument.getParameterAnnotations()[0]))
                .intercept(
                        InvocationHandlerAdapter.of(
                                (proxy, called, arguments) -> call(result, arguments)))
                .annotateMethod(annotation);
    }

    private static @Nullable Object call(Method result, Object @Nullable [] arguments) {
        String seen =
                arguments == null || arguments.length == 0
                        ? "nothing"
                        : SampleArguments.seen(arguments[0]);
        result.setAccessible(true);
        return ReflectionUtils.invokeMethod(result, new SampleResults(), seen);
    }
}
