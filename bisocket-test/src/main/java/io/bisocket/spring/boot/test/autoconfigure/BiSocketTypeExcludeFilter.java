package io.bisocket.spring.boot.test.autoconfigure;

import io.bisocket.ClientListener;
import io.bisocket.MessageReceiver;
import io.bisocket.PayloadCodec;
import io.bisocket.ServerListener;
import io.bisocket.spring.BiSocketClientBuilderCustomizer;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.BiSocketServerBuilderCustomizer;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.core.type.ClassMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.util.ClassUtils;

/** Leaves of the application's components those that {@link BiSocketTest} is about. */
final class BiSocketTypeExcludeFilter
        extends StandardAnnotationCustomizableTypeExcludeFilter<BiSocketTest> {

    private static final Class<?>[] ALL = {};

    private static final Class<?>[] INCLUDES = {
        PayloadCodec.class,
        ServerListener.class,
        ClientListener.class,
        MessageReceiver.class,
        BiSocketServerBuilderCustomizer.class,
        BiSocketClientBuilderCustomizer.class,
        Converter.class,
        GenericConverter.class
    };

    /** What marks handler methods. */
    private static final String[] HANDLER_ANNOTATIONS = {
        BiSocketHandler.class.getName(), "io.bisocket.spring.BiSocketExchange"
    };

    private static final String[] OPTIONAL_INCLUDES = {
        "io.bisocket.CallInterceptor",
        "io.bisocket.ClientAuthenticator",
        "io.bisocket.HandlerInterceptor",
        "io.bisocket.spring.BiSocketAdvice",
        "org.springframework.boot.jackson.JacksonComponent",
        "org.springframework.messaging.converter.MessageConverter",
        "org.springframework.messaging.handler.MessagingAdviceBean",
        "org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver",
        "org.springframework.messaging.handler.invocation.HandlerMethodReturnValueHandler",
        "tools.jackson.databind.JacksonModule"
    };

    private final Class<?>[] handlers;

    BiSocketTypeExcludeFilter(Class<?> testClass) {
        super(testClass);
        this.handlers = getAnnotation().getValue("handlers", Class[].class).orElse(ALL);
    }

    @Override
    protected Set<Class<?>> getKnownIncludes() {
        Set<Class<?>> includes = new LinkedHashSet<>(Arrays.asList(INCLUDES));
        ClassLoader loader = getClass().getClassLoader();
        for (String name : OPTIONAL_INCLUDES) {
            if (ClassUtils.isPresent(name, loader)) {
                includes.add(ClassUtils.resolveClassName(name, loader));
            }
        }
        return includes;
    }

    @Override
    protected Set<Class<?>> getComponentIncludes() {
        return new LinkedHashSet<>(Arrays.asList(handlers));
    }

    @Override
    protected boolean defaultInclude(MetadataReader reader, MetadataReaderFactory readers)
            throws IOException {
        return super.defaultInclude(reader, readers)
                || (handlers.length == 0 && handles(reader, readers));
    }

    /** Whether the class has handler methods, of its own or from above. */
    private static boolean handles(MetadataReader reader, MetadataReaderFactory readers)
            throws IOException {
        for (String annotation : HANDLER_ANNOTATIONS) {
            if (reader.getAnnotationMetadata().hasAnnotatedMethods(annotation)) {
                return true;
            }
        }
        ClassMetadata type = reader.getClassMetadata();
        for (String above : type.getInterfaceNames()) {
            if (handlesAbove(above, readers)) {
                return true;
            }
        }
        return handlesAbove(type.getSuperClassName(), readers);
    }

    private static boolean handlesAbove(@Nullable String type, MetadataReaderFactory readers)
            throws IOException {
        return type != null
                && !type.startsWith("java.")
                && handles(readers.getMetadataReader(type), readers);
    }
}
