package io.bisocket.spring.handler;

import io.bisocket.spring.handler.MessagingArguments.MessagingBeans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.type.MethodMetadata;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.validation.Validator;

/**
 * Collects what the application has for Spring Messaging. Beans that Spring itself defines are for
 * its own transports, such as web sockets, and are left alone.
 */
final class MessagingBeansReader {

    private static final String SPRING = "org.springframework.";

    private final ConfigurableListableBeanFactory beanFactory;

    MessagingBeansReader(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    MessagingBeans read() {
        List<MessageConverter> converters = own(MessageConverter.class);
        return new MessagingBeans(
                own(HandlerMethodArgumentResolver.class),
                new PayloadConverter(converters),
                !converters.isEmpty(),
                beanFactory.getBeanProvider(Validator.class).getIfUnique());
    }

    private <T> List<T> own(Class<T> type) {
        Set<Object> springs = Collections.newSetFromMap(new IdentityHashMap<>());
        Arrays.stream(beanFactory.getBeanNamesForType(type))
                .filter(this::isSprings)
                .forEach(name -> springs.add(beanFactory.getBean(name)));
        List<T> own = new ArrayList<>(beanFactory.getBeanProvider(type).orderedStream().toList());
        own.removeIf(springs::contains);
        return own;
    }

    private boolean isSprings(String name) {
        if (!beanFactory.containsBeanDefinition(name)) {
            return false;
        }
        BeanDefinition definition = beanFactory.getBeanDefinition(name);
        MethodMetadata factory =
                definition instanceof AnnotatedBeanDefinition annotated
                        ? annotated.getFactoryMethodMetadata()
                        : null;
        return factory != null && factory.getDeclaringClassName().startsWith(SPRING);
    }
}
