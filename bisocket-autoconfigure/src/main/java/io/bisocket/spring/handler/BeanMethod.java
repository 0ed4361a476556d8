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
import org.springframework.core.CoroutinesUtils;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.util.ReflectionUtils;

/** A method of a bean, called through the bean's proxy where it has one. Thread-safe. */
final class BeanMethod {

    private static final Set<String> WEB_SCOPES = Set.of("request", "session");

    private final ConfigurableListableBeanFactory beanFactory;
    private final String beanName;
    private final Class<?> userType;
    private final Method method;
    private final boolean handlesFailures;
    private final boolean suspending;
    private volatile @Nullable Object singleton;
    private volatile @Nullable Bound bound;

    /**
     * @param userType the class of the bean behind all proxies
     * @param handlesFailures whether it handles what handlers throw
     * @throws InvalidHandlerException if the bean, or its proxy, does not let itself be called so
     */
    BeanMethod(
            ConfigurableListableBeanFactory beanFactory,
            String beanName,
            Class<?> userType,
            Method method,
            boolean handlesFailures) {
        this.beanFactory = beanFactory;
        this.beanName = beanName;
        this.userType = userType;
        this.method = method;
        this.handlesFailures = handlesFailures;
        this.suspending = KotlinDetector.isSuspendingFunction(method);
        checkModifiers();
        checkScope(beanName);
        checkScope(ScopedProxyUtils.getTargetBeanName(beanName));
        Class<?> type = beanFactory.getType(beanName);
        if (type != null) {
            bound = bound(type);
        }
    }

    Method method() {
        return method;
    }

    /**
     * Its parameters, whose type variables are those of the bean's class, with the annotations that
     * they have here or in an interface.
     */
    MethodParameter[] parameters() {
        return new OfUserType().getMethodParameters();
    }

    ResolvableType returnType() {
        return ResolvableType.forMethodReturnType(method, userType);
    }

    /** Whether it handles what handlers throw. */
    boolean handlesFailures() {
        return handlesFailures;
    }

    /** Whether it is a suspending function of Kotlin's, whose last parameter is the compiler's. */
    boolean isSuspending() {
        return suspending;
    }

    /** Calls the method of the singleton, or of a bean as its scope has it. */
    @Nullable Object invoke(@Nullable Object[] arguments) throws Exception {
        Object bean = bean();
        Bound current = bound;
        if (current == null || current.type != bean.getClass()) {
            current = bound(bean.getClass());
            bound = current;
        }
        return suspending
                ? CoroutinesUtils.invokeSuspendingFunction(current.method, bean, arguments)
                : current.invoke(bean, arguments);
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

    private Bound bound(Class<?> type) {
        try {
            Method invocable = AopUtils.selectInvocableMethod(method, type);
            boolean subclassProxy =
                    SpringProxy.class.isAssignableFrom(type) && !Proxy.isProxyClass(type);
            if (subclassProxy && Modifier.isFinal(invocable.getModifiers())) {
                throw invalid("it is final, so calls do not go through the proxy of its bean");
            }
            return new Bound(type, invocable);
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

    private final class OfUserType extends AnnotatedMethod {

        OfUserType() {
            super(method);
        }

        @Override
        protected Class<?> getContainingClass() {
            return userType;
        }
    }

    /** The method as beans of one class have it, which may be the class of a proxy. */
    private static final class Bound {

        private final Class<?> type;
        private final Method method;
        private final MethodHandle handle;

        Bound(Class<?> type, Method method) {
            this.type = type;
            this.method = method;
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
