package io.bisocket.spring.handler;

import io.bisocket.spring.BiSocketHandler;
import java.lang.reflect.Method;
import java.util.Map;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** The handler methods of a class: its own, inherited ones, and those of interfaces. */
final class AnnotatedMethods {

    private AnnotatedMethods() {}

    static Map<Method, BiSocketHandler> of(Class<?> type) {
        if (isSpringsOwn(type) || !AnnotationUtils.isCandidateClass(type, BiSocketHandler.class)) {
            return Map.of();
        }
        MetadataLookup<BiSocketHandler> annotation =
                method -> AnnotatedElementUtils.findMergedAnnotation(method, BiSocketHandler.class);
        return MethodIntrospector.selectMethods(type, annotation);
    }

    private static boolean isSpringsOwn(Class<?> type) {
        return type.getName().startsWith("org.springframework.")
                && !AnnotatedElementUtils.isAnnotated(
                        ClassUtils.getUserClass(type), Component.class);
    }
}
