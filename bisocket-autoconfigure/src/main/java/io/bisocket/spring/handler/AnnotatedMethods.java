package io.bisocket.spring.handler;

import io.bisocket.spring.BiSocketHandler;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
import org.springframework.util.ConcurrentReferenceHashMap;
import org.springframework.util.StringUtils;

/**
 * The handler methods of a class: its own, inherited ones, and those of interfaces. What the
 * annotation of the class says holds for all of them, except where a method says something else;
 * its names come before theirs. Methods that implement an interface with {@link
 * io.bisocket.spring.BiSocketExchange} have the name that it gives them.
 */
final class AnnotatedMethods {

    private static final String NAME = "name";
    private static final String VALUE = "value";

    /** Asked up to three times for each bean while an application starts. */
    private static final Map<Class<?>, Map<Method, BiSocketHandler>> KNOWN =
            new ConcurrentReferenceHashMap<>(256);

    private AnnotatedMethods() {}

    static Map<Method, BiSocketHandler> of(Class<?> type, Predicate<BiSocketHandler> selection) {
        Map<Method, BiSocketHandler> known = KNOWN.get(type);
        if (known == null) {
            known = find(type);
            KNOWN.put(type, known);
        }
        if (known.isEmpty()) {
            return known;
        }
        Map<Method, BiSocketHandler> selected = new LinkedHashMap<>(known);
        selected.values().removeIf(each -> !selection.test(each));
        return selected;
    }

    private static Map<Method, BiSocketHandler> find(Class<?> type) {
        if (isSpringsOwn(type)) {
            return Map.of();
        }
        Map<Method, BiSocketHandler> found = new LinkedHashMap<>(annotated(type));
        ExchangeMethods.implementedBy(type)
                .forEach((method, name) -> found.put(method, implementing(name, method, type)));
        return Collections.unmodifiableMap(found);
    }

    private static Map<Method, BiSocketHandler> annotated(Class<?> type) {
        if (!AnnotationUtils.isCandidateClass(type, BiSocketHandler.class)) {
            return Map.of();
        }
        MetadataLookup<BiSocketHandler> annotation = method -> annotation(method, type);
        return MethodIntrospector.selectMethods(type, annotation);
    }

    private static @Nullable BiSocketHandler annotation(Method method, Class<?> type) {
        BiSocketHandler own = annotation(method);
        BiSocketHandler ofType = annotation(type);
        return own == null || ofType == null ? own : merged(ofType, own, method);
    }

    private static @Nullable BiSocketHandler annotation(AnnotatedElement element) {
        return AnnotatedElementUtils.findMergedAnnotation(element, BiSocketHandler.class);
    }

    /** The name that an interface gives the method, and what annotations of the class add. */
    private static BiSocketHandler implementing(String name, Method method, Class<?> type) {
        BiSocketHandler own = annotation(method);
        BiSocketHandler said = own == null ? annotation(type) : annotation(method, type);
        Map<String, Object> attributes = new HashMap<>();
        String[] names = {name};
        if (said != null) {
            attributes.putAll(AnnotationUtils.getAnnotationAttributes(said));
        }
        if (said != null && own != null && own.value().length > 0) {
            names = StringUtils.concatenateStringArrays(names, said.value());
        }
        attributes.put(NAME, names);
        attributes.put(VALUE, names);
        return AnnotationUtils.synthesizeAnnotation(attributes, BiSocketHandler.class, method);
    }

    private static BiSocketHandler merged(
            BiSocketHandler ofType, BiSocketHandler own, Method method) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.putAll(AnnotationUtils.getAnnotationAttributes(own));
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
