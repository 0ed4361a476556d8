package io.bisocket.spring.handler;

import io.bisocket.BiSocketException;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.Nullness;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.support.DestinationVariableMethodArgumentResolver;
import org.springframework.messaging.handler.annotation.support.HeaderMethodArgumentResolver;
import org.springframework.messaging.handler.annotation.support.HeadersMethodArgumentResolver;
import org.springframework.messaging.handler.annotation.support.MessageMethodArgumentResolver;
import org.springframework.messaging.handler.annotation.support.PayloadMethodArgumentResolver;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;

/** Arguments as Spring Messaging resolves them, and those of the application's own resolvers. */
final class MessagingArguments {

    private final List<HandlerMethodArgumentResolver> resolvers;
    private final PayloadMethodArgumentResolver payloads;
    private final MessagingBeans beans;

    MessagingArguments(ConfigurableListableBeanFactory beanFactory, MessagingBeans beans) {
        this.beans = beans;
        ConversionService conversions =
                Objects.requireNonNullElseGet(
                        beanFactory.getConversionService(),
                        DefaultConversionService::getSharedInstance);
        this.resolvers =
                Stream.concat(
                                Stream.of(
                                        new HeaderMethodArgumentResolver(conversions, beanFactory),
                                        new HeadersMethodArgumentResolver(),
                                        new DestinationVariableMethodArgumentResolver(conversions),
                                        new MessageMethodArgumentResolver(beans.converter())),
                                beans.resolvers().stream())
                        .toList();
        this.payloads = new PayloadMethodArgumentResolver(beans.converter(), beans.validator());
    }

    /**
     * The argument for a parameter that means something here; null for others.
     *
     * @param names the names of the handler
     */
    @Nullable Argument of(BeanMethod handler, MethodParameter parameter, List<String> names) {
        parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
        for (HandlerMethodArgumentResolver resolver : resolvers) {
            if (resolver.supportsParameter(parameter)) {
                check(handler, parameter, names);
                return call -> resolve(resolver, parameter, call);
            }
        }
        return null;
    }

    /** Whether a parameter is a payload that only Spring Messaging can provide. */
    boolean isPayload(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(Payload.class) || validation(parameter) != null;
    }

    /** Whether all payloads go through converters of the application. */
    boolean hasConverters() {
        return beans.hasConverters();
    }

    /** The argument for a parameter that is the payload. */
    Argument payload(BeanMethod handler, MethodParameter parameter) {
        parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
        Payload annotation = parameter.getParameterAnnotation(Payload.class);
        if (annotation != null && !annotation.expression().isEmpty()) {
            throw handler.invalid(
                    "%s has an expression, which @Payload does not take here"
                            .formatted(Signature.name(parameter)));
        }
        Annotation validation = validation(parameter);
        if (validation != null && beans.validator() == null) {
            throw handler.invalid(
                    "%s is to be valid (@%s), but there is no Validator bean: add spring-boot-starter-validation"
                            .formatted(
                                    Signature.name(parameter),
                                    validation.annotationType().getSimpleName()));
        }
        boolean nullable =
                Nullness.forMethodParameter(parameter) == Nullness.NULLABLE
                        && !parameter.getParameterType().isPrimitive();
        return call ->
                nullable && call.request().bytes().length == 0
                        ? null
                        : resolve(payloads, parameter, call);
    }

    private static @Nullable Object resolve(
            HandlerMethodArgumentResolver resolver, MethodParameter parameter, Call call)
            throws Exception {
        Message<?> message = (Message<?>) call.message(RequestMessage::of);
        try {
            return resolver.resolveArgument(parameter, message);
        } catch (BiSocketException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BadArgumentException(Violations.text(e, Signature.name(parameter)), e);
        }
    }

    private static void check(BeanMethod handler, MethodParameter parameter, List<String> names) {
        Header header = parameter.getParameterAnnotation(Header.class);
        DestinationVariable variable = parameter.getParameterAnnotation(DestinationVariable.class);
        if (header != null) {
            named(handler, parameter, header.name());
        } else if (variable != null) {
            checkVariable(handler, named(handler, parameter, variable.value()), names);
        }
    }

    private static String named(BeanMethod handler, MethodParameter parameter, String name) {
        String known = name.isEmpty() ? parameter.getParameterName() : name;
        if (known == null) {
            throw handler.invalid(
                    "%s names no header or variable, and the class was compiled without -parameters"
                            .formatted(Signature.name(parameter)));
        }
        return known;
    }

    private static void checkVariable(BeanMethod handler, String variable, List<String> names) {
        for (String name : names) {
            if (!Arrays.asList(name.split("\\.")).contains("{" + variable + "}")) {
                throw handler.invalid(
                        "its name '%s' has no variable {%s}".formatted(name, variable));
            }
        }
    }

    /** As Spring has it: {@code Valid}, {@code Validated}, and what is called alike. */
    private static @Nullable Annotation validation(MethodParameter parameter) {
        return Arrays.stream(parameter.getParameterAnnotations())
                .filter(
                        each ->
                                each.annotationType().getSimpleName().startsWith("Valid")
                                        || AnnotationUtils.getAnnotation(each, Validated.class)
                                                != null)
                .findFirst()
                .orElse(null);
    }

    /**
     * What the application has for all handlers.
     *
     * @param resolvers its own resolvers, in order
     * @param converter its own converters, in front of the payload codec
     * @param hasConverters whether there are any
     * @param validator what validates payloads; null if there is nothing
     */
    record MessagingBeans(
            List<HandlerMethodArgumentResolver> resolvers,
            PayloadConverter converter,
            boolean hasConverters,
            @Nullable Validator validator) {}
}
