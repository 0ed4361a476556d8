package io.bisocket.spring.handler;

import io.bisocket.spring.InvalidHandlerException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.SpringProxy;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ReflectionUtils;

/** A method of a bean, called through the bean's proxy where it has one. Thread-safe. */
final class BeanMethod {

    private static final Set<String> WEB_SCOPES = Set.of("request", "session");

    private final ConfigurableListableBeanFactory beanFactory;
    private final String beanName;
    private final Class<?> userType;
    private final Method method;
    private volatile @Nullable Object singleton;
    private volatile @Nullable Call call;

    /**
     * @param userType the class of the bean behind all proxies
     * @throws InvalidHandlerException if the bean, or its proxy, does not let itself be called so
     */
    BeanMethod(
            ConfigurableListableBeanFactory beanFactory,
            String beanName,
            Class<?> userType,
            Method method) {
        this.beanFactory = beanFactory;
        this.beanName = beanName;
        this.userType = userType;
        this.method = method;
        checkModifiers();
        checkScope(beanName);
        checkScope(ScopedProxyUtils.getTargetBeanName(beanName));
        Class<?> type = beanFactory.getType(beanName);
        if (type != null) {
            call = call(type);
        }
    }

    Method method() {
        return method;
    }

    Class<?> userType() {
        return userType;
    }

    /** Calls the method of the singleton, or of a bean as its scope has it. */
    @Nullable Object invoke(@Nullable Object[] arguments) throws Exception {
        Object bean = bean();
        Call current = call;
        if (current == null || current.type != bean.getClass()) {
            current = call(bean.getClass());
            call = current;
        }
        return current.invoke(bean, arguments);
    }

    InvalidHandlerException invalid(String reason) {
        return new InvalidHandlerException(toString(), reason);
    }

    private Object bean() {
        Object known = singleton;
        if (known != null) {
            return known;
        }
        Object bean = beanFactory.getBean(beanName);
        if (beanFactory.isSingleton(beanName)) {
            singleton = bean;
        }
        return bean;
    }

    private void checkModifiers() {
        if (Modifier.isStatic(method.getModifiers())) {
            throw invalid("it is static, and handlers are methods of a bean");
        }
    }

    private void checkScope(String name) {
        if (!beanFactory.containsBeanDefinition(name)) {
            return;
        }
        String scope = beanFactory.getMergedBeanDefinition(name).getScope();
        if (scope != null && WEB_SCOPES.contains(scope)) {
            throw invalid(
                    "its bean has scope '%s', which exists during HTTP requests alone"
                            .formatted(scope));
        }
    }

    private Call call(Class<?> type) {
        try {
            Method invocable = AopUtils.selectInvocableMethod(method, type);
            boolean subclassProxy =
                    SpringProxy.class.isAssignableFrom(type) && !Proxy.isProxyClass(type);
            if (subclassProxy && Modifier.isFinal(invocable.getModifiers())) {
                throw invalid("it is final, so calls do not go through the proxy of its bean");
            }
            return new Call(type, invocable);
        } catch (IllegalStateException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    /** Such as {@code byte[] com.example.Orders.place(byte[]) of bean 'orders'}. */
    @Override
    public String toString() {
        String parameters =
                Arrays.stream(method.getGenericParameterTypes())
                        .map(type -> type.getTypeName())
                        .collect(Collectors.joining(", "));
        return "%s %s.%s(%s) of bean '%s'"
                .formatted(
                        method.getGenericReturnType().getTypeName(),
                        method.getDeclaringClass().getName(),
                        method.getName(),
                        parameters,
                        beanName);
    }

    /** The method as beans of one class have it, which may be the class of a proxy. */
    private static final class Call {

        private final Class<?> type;
        private final MethodHandle handle;

        Call(Class<?> type, Method method) {
            this.type = type;
            this.handle = handle(method);
        }

        @Nullable Object invoke(Object bean, @Nullable Object[] arguments) throws Exception {
            try {
                return (@Nullable Object) handle.invokeExact(bean, arguments);
            } catch (Throwable e) {
                ReflectionUtils.rethrowException(e);
                return null;
            }
        }

        private static MethodHandle handle(Method method) {
            ReflectionUtils.makeAccessible(method);
            int parameters = method.getParameterCount();
            try {
                return MethodHandles.lookup()
                        .unreflect(method)
                        .asFixedArity()
                        .asType(MethodType.genericMethodType(parameters + 1))
                        .asSpreader(Object[].class, parameters);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("it is not accessible", e);
            }
        }
    }
}
