package io.bisocket.spring.handler;

import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.util.ClassUtils;

/**
 * Tells ahead-of-time processing of a bean's handler methods, those of interfaces whose methods are
 * calls among them: that they are called by reflection, and what payloads they have.
 */
final class HandlerAotProcessor implements BeanRegistrationAotProcessor {

    @Override
    public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
        Class<?> type = ClassUtils.getUserClass(bean.getBeanClass());
        Set<Method> methods = AnnotatedMethods.of(type, annotation -> true).keySet();
        return methods.isEmpty()
                ? null
                : (generation, code) ->
                        register(generation.getRuntimeHints().reflection(), methods, type);
    }

    private static void register(ReflectionHints hints, Set<Method> methods, Class<?> type) {
        for (Method method : methods) {
            hints.registerMethod(method, ExecutableMode.INVOKE);
            PayloadHints.register(hints, method, type);
        }
    }
}
