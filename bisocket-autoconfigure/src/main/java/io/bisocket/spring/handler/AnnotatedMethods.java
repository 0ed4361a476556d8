package io.bisocket.spring.handler;

import io.bisocket.spring.BiSocketHandler;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * The handler methods of a class: its own, inherited ones, and those of interfaces. What the
 * annotation of the class says holds for all of them, except where a method says something else;
 * its names come before theirs.
 */
final class AnnotatedMethods {

    private static final String NAME = "name";
    private static final String VALUE = "value";

    private AnnotatedMethods() {}

    static Map<Method, BiSocketHandler> of(Class<?> type, Predicate<BiSocketHandler> selection) {
        if (isSpringsOwn(type) || !AnnotationUtils.isCandidateClass(type, BiSocketHandler.class)) {
            return Map.of();
        }
        MetadataLookup<BiSocketHandler> annotation = method -> selected(method, type, selection);
        return MethodIntrospector.selectMethods(type, annotation);
    }

    private static @Nullable BiSocketHandler selected(
            Method method, Class<?> type, Predicate<BiSocketHandler> selection) {
        BiSocketHandler own =
                AnnotatedElementUtils.findMergedAnnotation(method, BiSocketHandler.class);
        if (own == null) {
            return null;
        }
        BiSocketHandler ofType =
                AnnotatedElementUtils.findMergedAnnotation(type, BiSocketHandler.class);
        BiSocketHandler annotation = ofType == null ? own : merged(ofType, own, method);
        return selection.test(annotation) ? annotation : null;
    }

    private static BiSocketHandler merged(
            BiSocketHandler ofType, BiSocketHandler own, Method method) {
        Map<String, Object> attributes = AnnotationUtils.getAnnotationAttributes(own);
        AnnotationUtils.getAnnotationAttributes(ofType)
                .forEach(
                        (name, value) -> {
                            Object usual =
                                    AnnotationUtils.getDefaultValue(BiSocketHandler.class, name);
                            if (Objects.deepEquals(attributes.get(name), usual)) {
                                attributes.put(name, value);
                            }
                        });
        String[] names = names(ofType.value(), own.value(), method.getName());
        attributes.put(NAME, names);
        attributes.put(VALUE, names);
        return AnnotationUtils.synthesizeAnnotation(attributes, BiSocketHandler.class, method);
    }

    private static String[] names(String[] prefixes, String[] own, String methodName) {
        String[] names = own.length == 0 ? new String[] {methodName} : own;
        return prefixes.length == 0
                ? names
                : Arrays.stream(prefixes)
                        .flatMap(prefix -> Stream.of(names).map(name -> joined(prefix, name)))
                        .toArray(String[]::new);
    }

    private static String joined(String prefix, String name) {
        return name.isEmpty() ? prefix : prefix + "." + name;
    }

    private static boolean isSpringsOwn(Class<?> type) {
        return type.getName().startsWith("org.springframework.")
                && !AnnotatedElementUtils.isAnnotated(
                        ClassUtils.getUserClass(type), Component.class);
    }
}
