package io.bisocket.spring.handler;

import io.bisocket.spring.BiSocketExchange;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/** The methods of interfaces with {@link BiSocketExchange}, and what they are called. */
public final class ExchangeMethods {

    private ExchangeMethods() {}

    /**
     * The methods of an interface that are calls, with their names, in which placeholders are not
     * yet resolved.
     */
    public static Map<Method, String> of(Class<?> exchange) {
        Map<Method, String> names = new LinkedHashMap<>();
        BiSocketExchange all = annotation(exchange);
        for (Method method : exchange.getMethods()) {
            if (all != null && Modifier.isAbstract(method.getModifiers())) {
                names.put(method, name(all, method));
            }
        }
        return names;
    }

    /**
     * The methods of a class that implement such methods; none for interfaces, and for proxies that
     * make calls.
     */
    static Map<Method, String> implementedBy(Class<?> type) {
        Map<Method, String> names = new LinkedHashMap<>();
        if (!type.isInterface() && !Proxy.isProxyClass(type)) {
            for (Class<?> each : ClassUtils.getAllInterfacesForClassAsSet(type)) {
                of(each).forEach(
                                (method, name) ->
                                        names.put(
                                                BridgeMethodResolver.getMostSpecificMethod(
                                                        method, type),
                                                name));
            }
        }
        return names;
    }

    private static String name(BiSocketExchange all, Method method) {
        BiSocketExchange own =
                AnnotatedElementUtils.findMergedAnnotation(method, BiSocketExchange.class);
        String name = own == null || own.value().isEmpty() ? method.getName() : own.value();
        return all.value().isEmpty() ? name : all.value() + "." + name;
    }

    private static @Nullable BiSocketExchange annotation(Class<?> exchange) {
        return AnnotatedElementUtils.getMergedAnnotation(exchange, BiSocketExchange.class);
    }
}
