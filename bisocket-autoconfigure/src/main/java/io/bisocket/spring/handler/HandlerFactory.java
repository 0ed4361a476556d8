package io.bisocket.spring.handler;

import io.bisocket.HandlerOptions;
import io.bisocket.spring.BiSocketAdvice;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.InvalidHandlerException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.util.ClassUtils;

/** Makes handlers of methods, with all that the application has for them. */
final class HandlerFactory {

    private static final String MESSAGING =
            "org.springframework.messaging.handler.annotation.MessageExceptionHandler";

    private final ConfigurableListableBeanFactory beanFactory;
    private final BeanTypes types;
    private final ClassLoader loader;
    private final OptionsReader options;
    private final @Nullable MessagingArguments messaging;
    private final Replies replies;
    private final HandlerContext context;
    private final List<Failures> advice = new ArrayList<>();
    private final Map<String, Failures> ofBeans = new HashMap<>();

    HandlerFactory(ConfigurableListableBeanFactory beanFactory, BeanTypes types) {
        this.beanFactory = beanFactory;
        this.types = types;
        this.loader =
                Objects.requireNonNullElseGet(
                        beanFactory.getBeanClassLoader(), ClassUtils::getDefaultClassLoader);
        this.options = new OptionsReader(beanFactory);
        this.context =
                beanFactory
                        .getBeanProvider(HandlerContext.class)
                        .getIfAvailable(() -> () -> Runnable::run);
        if (ClassUtils.isPresent(MESSAGING, loader)) {
            MessagingArguments.MessagingBeans beans = new MessagingBeansReader(beanFactory).read();
            this.messaging = new MessagingArguments(beanFactory, beans);
            this.replies = new Replies(ConvertedReplies.of(beans.converter()));
            readAdvice();
        } else {
            this.messaging = null;
            this.replies = new Replies(value -> null);
        }
    }

    /**
     * @param names the names of the handler
     */
    HandlerMethod handler(
            String beanName,
            Class<?> type,
            Method method,
            List<String> names,
            BiSocketHandler annotation) {
        BeanMethod handler = new BeanMethod(beanFactory, beanName, type, method, false);
        HandlerOptions how = options.read(annotation, handler);
        boolean atClient = annotation.client().length > 0;
        return new HandlerMethod(
                invocable(handler, names, atClient),
                failures(beanName, type),
                replies,
                how,
                context);
    }

    private Invocable invocable(BeanMethod handler, List<String> names, boolean atClient) {
        return new Invocable(
                handler,
                Signature.arguments(handler, names, atClient, messaging),
                Result.of(handler, loader));
    }

    private Failures failures(String beanName, Class<?> type) {
        if (messaging == null) {
            return Failures.NONE;
        }
        List<Failures> all = new ArrayList<>();
        all.add(ofBeans.computeIfAbsent(beanName, name -> ofBean(name, type)));
        all.addAll(advice);
        return FailureMethods.firstOf(all);
    }

    private void readAdvice() {
        List<String> names =
                new ArrayList<>(
                        List.of(beanFactory.getBeanNamesForAnnotation(BiSocketAdvice.class)));
        names.sort(Comparator.comparingInt(this::order));
        for (String name : names) {
            Class<?> type = types.userType(name);
            if (type != null) {
                advice.add(ofBean(name, type));
            }
        }
    }

    private int order(String beanName) {
        Class<?> type = types.userType(beanName);
        return type == null ? Integer.MAX_VALUE : OrderUtils.getOrder(type, Integer.MAX_VALUE);
    }

    private Failures ofBean(String beanName, Class<?> type) {
        try {
            return FailureMethods.of(type, method -> failureMethod(beanName, type, method));
        } catch (IllegalStateException e) {
            throw new InvalidHandlerException(type.getName(), String.valueOf(e.getMessage()));
        }
    }

    private Invocable failureMethod(String beanName, Class<?> type, Method method) {
        return invocable(
                new BeanMethod(beanFactory, beanName, type, method, true), List.of(), false);
    }
}
