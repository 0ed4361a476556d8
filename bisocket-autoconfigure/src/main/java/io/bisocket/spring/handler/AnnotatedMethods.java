package io.bisocket.spring.handler;

import io.bisocket.spring.BiSocketHandler;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** The handler methods of a class: its own, inherited ones, and those of interfaces. */
final class AnnotatedMethods {

    private AnnotatedMethods() {}

    static Map<Method, BiSocketHandler> of(Class<?> type, Predicate<BiSocketHandler> selection) {
        if (isSpringsOwn(type) || !AnnotationUtils.isCandidateClass(type, BiSocketHandler.class)) {
            return Map.of();
        }
        MetadataLookup<BiSocketHandler> annotation = method -> selected(method, selection);
        return MethodIntrospector.selectMethods(type, annotation);
    }

    private static @Nullable BiSocketHandler selected(
            Method method, Predicate<BiSocketHandler> selection) {
        BiSocketHandler annotation =
                AnnotatedElementUtils.findMergedAnnotation(method, BiSocketHandler.class);
        return annotation != null && selection.test(annotation) ? annotation : null;
    }

    private static boolean isSpringsOwn(Class<?> type) {
        return type.getName().startsWith("org.springframework.")
                && !AnnotatedElementUtils.isAnnotated(
                        ClassUtils.getUserClass(type), Component.class);
    }
}
