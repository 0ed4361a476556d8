package io.bisocket.spring.handler;

import io.bisocket.HandlerRegistry;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.DuplicateHandlerException;
import io.bisocket.spring.InvalidHandlerException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The annotated handler methods of all beans, or some of them, found when the singletons are there.
 * No bean is made for that.
 */
public final class HandlerMethods implements SmartInitializingSingleton {

    private final Map<String, HandlerMethod> byName = new LinkedHashMap<>();
    private final ConfigurableListableBeanFactory beanFactory;
    private final Predicate<BiSocketHandler> selection;
    private final BeanTypes types;

    /**
     * @param selection which methods, by their merged annotation, in which placeholders are not yet
     *     resolved
     */
    public HandlerMethods(
            ConfigurableListableBeanFactory beanFactory, Predicate<BiSocketHandler> selection) {
        this.beanFactory = beanFactory;
        this.selection = selection;
        this.types = new BeanTypes(beanFactory);
    }

    /**
     * Whether a bean has such a handler method, as far as types tell before there are beans. Makes
     * no bean.
     *
     * @param selection which methods, by their merged annotation
     */
    public static boolean existIn(
            ConfigurableListableBeanFactory beanFactory, Predicate<BiSocketHandler> selection) {
        for (String name : beanFactory.getBeanNamesForType(Object.class, true, false)) {
            Class<?> type =
                    isInfrastructure(beanFactory, name) ? null : beanFactory.getType(name, false);
            if (type != null && !AnnotatedMethods.of(type, selection).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Finds the handlers.
     *
     * @throws DuplicateHandlerException if two of them have one name
     * @throws InvalidHandlerException if one has a signature, or a bean, that cannot work
     */
    @Override
    public void afterSingletonsInstantiated() {
        HandlerFactory factory = new HandlerFactory(beanFactory, types);
        for (String beanName : beanFactory.getBeanNamesForType(Object.class, true, false)) {
            if (!ScopedProxyUtils.isScopedTarget(beanName)
                    && !isInfrastructure(beanFactory, beanName)) {
                addHandlersOf(beanName, factory);
            }
        }
    }

    /** The names that have a handler. */
    public Set<String> names() {
        return byName.keySet();
    }

    /** Registers the handlers, with the builder of a server or of a client. */
    public void addTo(HandlerRegistry<?> registry) {
        byName.forEach((name, handler) -> handler.addTo(registry, name));
    }

    private void addHandlersOf(String beanName, HandlerFactory factory) {
        Class<?> type = types.userType(beanName);
        if (type == null) {
            return;
        }
        AnnotatedMethods.of(type, selection)
                .forEach(
                        (method, annotation) -> {
                            List<String> names = names(annotation, method);
                            HandlerMethod handler =
                                    factory.handler(beanName, type, method, names, annotation);
                            names.forEach(name -> add(name, handler));
                        });
    }

    private List<String> names(BiSocketHandler annotation, Method method) {
        return annotation.value().length == 0
                ? List.of(method.getName())
                : Arrays.stream(annotation.value()).map(this::resolved).toList();
    }

    private String resolved(String name) {
        return Objects.requireNonNullElse(beanFactory.resolveEmbeddedValue(name), "");
    }

    private void add(String name, HandlerMethod handler) {
        if (name.isEmpty()) {
            throw new InvalidHandlerException(handler.toString(), "a name of it is empty");
        }
        HandlerMethod other = byName.putIfAbsent(name, handler);
        if (other != null) {
            throw new DuplicateHandlerException(name, other.toString(), handler.toString());
        }
    }

    private static boolean isInfrastructure(
            ConfigurableListableBeanFactory beanFactory, String beanName) {
        return beanFactory.containsBeanDefinition(beanName)
                && beanFactory.getMergedBeanDefinition(beanName).getRole()
                        == BeanDefinition.ROLE_INFRASTRUCTURE;
    }
}
