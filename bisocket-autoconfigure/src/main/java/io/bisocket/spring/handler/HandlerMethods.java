package io.bisocket.spring.handler;

import io.bisocket.HandlerRegistry;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.DuplicateHandlerException;
import io.bisocket.spring.InvalidHandlerException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The annotated handler methods of all beans, or some of them, found when the singletons are there.
 * No bean is made for that.
 */
public final class HandlerMethods implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(HandlerMethods.class);

    private final Map<String, HandlerMethod> byName = new LinkedHashMap<>();
    private final ConfigurableListableBeanFactory beanFactory;
    private final Predicate<BiSocketHandler> selection;

    /**
     * @param selection which methods, by their merged annotation, in which placeholders are not yet
     *     resolved
     */
    public HandlerMethods(
            ConfigurableListableBeanFactory beanFactory, Predicate<BiSocketHandler> selection) {
        this.beanFactory = beanFactory;
        this.selection = selection;
    }

    /**
     * Whether a bean has such a handler method, as far as types tell before there are beans. Makes
     * no bean.
     *
     * @param selection which methods, by their merged annotation
     */
    public static boolean existIn(
            ConfigurableListableBeanFactory beanFactory, Predicate<BiSocketHandler> selection) {
        return Arrays.stream(beanFactory.getBeanNamesForType(Object.class, true, false))
                .filter(name -> !isInfrastructure(beanFactory, name))
                .map(name -> beanFactory.getType(name, false))
                .anyMatch(type -> type != null && !AnnotatedMethods.of(type, selection).isEmpty());
    }

    /**
     * Finds the handlers.
     *
     * @throws DuplicateHandlerException if two of them have one name
     * @throws InvalidHandlerException if one has a signature, or a bean, that cannot work
     */
    @Override
    public void afterSingletonsInstantiated() {
        for (String beanName : beanFactory.getBeanNamesForType(Object.class, true, false)) {
            if (!ScopedProxyUtils.isScopedTarget(beanName)
                    && !isInfrastructure(beanFactory, beanName)) {
                addHandlersOf(beanName);
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

    private void addHandlersOf(String beanName) {
        Class<?> type = userType(beanName);
        if (type != null) {
            AnnotatedMethods.of(type, selection)
                    .forEach(
                            (method, annotation) ->
                                    add(
                                            annotation.value(),
                                            new HandlerMethod(
                                                    new BeanMethod(
                                                            beanFactory, beanName, type, method))));
        }
    }

    private void add(String[] names, HandlerMethod handler) {
        if (names.length == 0) {
            add(handler.methodName(), handler);
        }
        for (String name : names) {
            String resolved = beanFactory.resolveEmbeddedValue(name);
            if (resolved == null || resolved.isEmpty()) {
                throw new InvalidHandlerException(handler.toString(), "a name of it is empty");
            }
            add(resolved, handler);
        }
    }

    private void add(String name, HandlerMethod handler) {
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

    private @Nullable Class<?> userType(String beanName) {
        try {
            Class<?> type = AutoProxyUtils.determineTargetClass(beanFactory, beanName);
            if (type == null || !ScopedObject.class.isAssignableFrom(type)) {
                return type;
            }
            Class<?> target =
                    AutoProxyUtils.determineTargetClass(
                            beanFactory, ScopedProxyUtils.getTargetBeanName(beanName));
            return target != null ? target : type;
        } catch (RuntimeException | LinkageError e) {
            log.debug("The type of bean '{}' is not known, so it has no handlers", beanName, e);
            return null;
        }
    }
}
