package io.bisocket.spring.handler;

import io.bisocket.Compression;
import io.bisocket.HandlerOptions;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.HandlerThreads;
import io.bisocket.spring.InvalidHandlerException;
import java.util.concurrent.Executor;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/** What an annotation says about how its method is run. */
final class OptionsReader {

    private static final int VIRTUAL_SINCE = 21;

    private final ConfigurableListableBeanFactory beanFactory;

    OptionsReader(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    /**
     * Reads the options.
     *
     * @throws InvalidHandlerException if one of them cannot be
     */
    HandlerOptions read(BiSocketHandler annotation, BeanMethod handler) {
        HandlerOptions options = threads(HandlerOptions.defaults(), annotation, handler);
        if (annotation.execution().length > 1) {
            throw handler.invalid("it has two orders (execution), and can have one");
        }
        if (annotation.execution().length == 1) {
            options = options.execution(annotation.execution()[0]);
        }
        if (annotation.nativeOnly()) {
            options = options.nativeOnly();
        }
        options = maxConcurrent(options, resolved(annotation.maxConcurrent()), handler);
        return compression(options, resolved(annotation.compression()), handler);
    }

    private HandlerOptions threads(
            HandlerOptions options, BiSocketHandler annotation, BeanMethod handler) {
        HandlerThreads[] threads = annotation.threads();
        String executor = resolved(annotation.executor());
        if (threads.length > 1 || (threads.length == 1 && !executor.isEmpty())) {
            throw handler.invalid("it has several kinds of threads (threads, executor)");
        }
        if (!executor.isEmpty()) {
            return options.executor(executor(executor, handler));
        }
        if (threads.length == 0) {
            return options;
        }
        return switch (threads[0]) {
            case WORKERS -> options;
            case EVENT_LOOP -> options.onEventLoop();
            case VIRTUAL -> options.executor(virtual(handler));
        };
    }

    private Executor executor(String name, BeanMethod handler) {
        try {
            return beanFactory.getBean(name, Executor.class);
        } catch (BeansException e) {
            throw handler.invalid("there is no Executor bean '%s' (executor)".formatted(name));
        }
    }

    private Executor virtual(BeanMethod handler) {
        int version = Runtime.version().feature();
        if (version < VIRTUAL_SINCE) {
            throw handler.invalid(
                    "virtual threads (threads) need Java %d or later, and this is Java %d"
                            .formatted(VIRTUAL_SINCE, version));
        }
        return beanFactory
                .getBeanProvider(VirtualThreads.class)
                .getIfAvailable(() -> OptionsReader::plain)
                .virtualThreads();
    }

    private static Executor plain() {
        SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("bisocket-virtual-");
        threads.setVirtualThreads(true);
        return threads;
    }

    private static HandlerOptions maxConcurrent(
            HandlerOptions options, String value, BeanMethod handler) {
        if (value.isEmpty()) {
            return options;
        }
        try {
            return options.maxConcurrent(Integer.parseInt(value));
        } catch (IllegalArgumentException e) {
            throw handler.invalid(
                    "maxConcurrent must be a number, 1 or more, but was '%s'".formatted(value));
        }
    }

    private static HandlerOptions compression(
            HandlerOptions options, String value, BeanMethod handler) {
        if (value.isEmpty()) {
            return options;
        }
        try {
            return options.compression(Compression.parse(value));
        } catch (RuntimeException e) {
            throw handler.invalid("compression: " + e.getMessage());
        }
    }

    private String resolved(String value) {
        String resolved = beanFactory.resolveEmbeddedValue(value);
        return resolved == null ? "" : resolved.strip();
    }
}
