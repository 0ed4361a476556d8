package io.bisocket.spring.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.InvalidHandlerException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

class MessagingArgumentsTests {

    record Order(@NotBlank String item, @Min(1) int count) {}

    record Tenant(String name) {}

    static class Handlers {

        @BiSocketHandler("valid")
        String valid(@Valid Order order) {
            return order.item();
        }

        @BiSocketHandler("validated")
        String validated(@Validated @Payload Order order) {
            return order.item();
        }

        @BiSocketHandler("header")
        String header(@Header("count") int number) {
            return "" + number;
        }

        @BiSocketHandler("named-header")
        String namedHeader(@Header String trace, String payload) {
            return trace + payload;
        }

        @BiSocketHandler("nullable-header")
        String nullableHeader(@Header("trace") @Nullable String trace) {
            return "" + trace;
        }

        @BiSocketHandler("payload")
        String payload(@Payload Order order) {
            return order.item();
        }

        @BiSocketHandler("nullable-payload")
        String nullablePayload(@Payload @Nullable Order order) {
            return "" + order;
        }

        @BiSocketHandler("reserved")
        String reserved(@Header("id") String id, @Headers Map<String, Object> headers) {
            return id + " " + headers.get("timestamp") + " " + headers.get("bisocket_method");
        }
    }

    @Test
    void whenThePayloadIsNotValidThenAllViolationsAreNamedAndNoValueIs() {
        try (FoundHandlers found =
                new FoundHandlers(Handlers.class, LocalValidatorFactoryBean.class)) {
            for (String method : new String[] {"valid", "validated"}) {
                assertThat(found.handle(method, "{\"item\":\"tea\",\"count\":1}").replies)
                        .containsExactly("tea");
                assertThatExceptionOfType(BiSocketException.class)
                        .isThrownBy(() -> found.handle(method, "{\"item\":\" \",\"count\":-17}"))
                        .withMessage(
                                "the payload is not valid: count must be greater than or equal to 1; item must not be blank")
                        .extracting(BiSocketException::code)
                        .isEqualTo(ErrorCode.BAD_PAYLOAD);
            }
        }
    }

    @Test
    void whenAHeaderIsMissingOrWrongThenTheMessageNamesIt() {
        try (FoundHandlers found =
                new FoundHandlers(Handlers.class, LocalValidatorFactoryBean.class)) {
            assertRefused(found, "header", "", "parameter 1 (int): Missing header 'count'");
            FakeRequest wrong = new FakeRequest("header", "").header("count", "many");
            assertThatExceptionOfType(BiSocketException.class)
                    .isThrownBy(() -> found.handle("header", wrong))
                    .withMessageContaining("parameter 1 (int): ")
                    .withMessageContaining("[many]")
                    .extracting(BiSocketException::code)
                    .isEqualTo(ErrorCode.BAD_PAYLOAD);
            assertThat(found.handle("nullable-header", "").replies).containsExactly("null");
        }
    }

    @Test
    void whenAHeaderHasNoNameThenItIsTheParameters() {
        try (FoundHandlers found =
                new FoundHandlers(Handlers.class, LocalValidatorFactoryBean.class)) {
            FakeRequest request = new FakeRequest("named-header", "x").header("trace", "42");
            found.handle("named-header", request);

            assertThat(request.replies).containsExactly("42x");
        }
    }

    @Test
    void whenAHeaderIsCalledLikeOneOfSpringsThenItIsFoundAndMeansNothingElse() {
        try (FoundHandlers found =
                new FoundHandlers(Handlers.class, LocalValidatorFactoryBean.class)) {
            FakeRequest request =
                    new FakeRequest("reserved", "")
                            .header("id", "7")
                            .header("timestamp", "yesterday")
                            .header("bisocket_method", "another");
            found.handle("reserved", request);

            assertThat(request.replies).containsExactly("7 null reserved");
        }
    }

    @Test
    void whenThePayloadIsEmptyThenOnlyNullableParametersTakeIt() {
        try (FoundHandlers found =
                new FoundHandlers(Handlers.class, LocalValidatorFactoryBean.class)) {
            assertRefused(found, "payload", "", "Payload value must not be empty");
            assertThat(found.handle("nullable-payload", "").replies).containsExactly("null");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Extensions {

        @Bean
        MessageConverter ordersAsText() {
            return new MessageConverter() {
                @Override
                public @Nullable Object fromMessage(Message<?> message, Class<?> target) {
                    String text = new String((byte[]) message.getPayload(), StandardCharsets.UTF_8);
                    return target == Order.class ? new Order(text, 1) : null;
                }

                @Override
                public @Nullable Message<?> toMessage(
                        Object payload, @Nullable MessageHeaders headers) {
                    return payload instanceof Order order
                            ? new GenericMessage<>("order of " + order.item())
                            : null;
                }
            };
        }

        @Bean
        HandlerMethodArgumentResolver tenants() {
            return new HandlerMethodArgumentResolver() {
                @Override
                public boolean supportsParameter(MethodParameter parameter) {
                    return parameter.getParameterType() == Tenant.class;
                }

                @Override
                public Object resolveArgument(MethodParameter parameter, Message<?> message) {
                    return new Tenant(
                            Objects.requireNonNull(message.getHeaders().get("tenant")).toString());
                }
            };
        }
    }

    static class Extended {

        @BiSocketHandler("order")
        Order order(Order order) {
            return order;
        }

        @BiSocketHandler("other")
        Tenant other(Map<String, String> payload, Tenant tenant) {
            return new Tenant(tenant.name() + payload.get("a"));
        }
    }

    @Test
    void whenTheApplicationHasConvertersAndResolversThenTheyComeFirst() {
        try (FoundHandlers found = new FoundHandlers(Extended.class, Extensions.class)) {
            assertThat(found.handle("order", "tea").replies).containsExactly("order of tea");
            FakeRequest request = new FakeRequest("other", "{\"a\":\"b\"}").header("tenant", "t");
            found.handle("other", request);
            assertThat(request.replies).containsExactly("{\"name\":\"tb\"}");
        }
    }

    static class Expression {
        @BiSocketHandler("x")
        void handle(@Payload("item") String item) {}
    }

    static class NoVariable {
        @BiSocketHandler({"order.{id}", "order.*.place"})
        void handle(@DestinationVariable("id") String id) {}
    }

    static class NoValidator {
        @BiSocketHandler("x")
        void handle(@Valid Order order) {}
    }

    static class Failure {
        @BiSocketHandler("x")
        void handle(IllegalStateException failure) {}
    }

    @Test
    void whenAParameterCannotBeProvidedThenStartIsRefused() {
        assertInvalid(Expression.class, "has an expression, which @Payload does not take here");
        assertInvalid(NoVariable.class, "its name 'order.*.place' has no variable {id}");
        assertInvalid(NoValidator.class, "add spring-boot-starter-validation");
        assertInvalid(Failure.class, "exceptions are handled by methods with");
    }

    static class Plain {

        @BiSocketHandler("plain")
        Order plain(Order order) {
            return order;
        }
    }

    @Test
    void whenSpringMessagingIsMissingThenPlainHandlersWork() {
        FilteredClassLoader without = new FilteredClassLoader("org.springframework.messaging");
        try (FoundHandlers found = new FoundHandlers(without, Plain.class)) {
            assertThat(found.handle("plain", "{\"item\":\"tea\",\"count\":1}").replies)
                    .containsExactly("{\"item\":\"tea\",\"count\":1}");
        }
    }

    private static void assertRefused(
            FoundHandlers found, String method, String payload, String message) {
        assertThatExceptionOfType(BiSocketException.class)
                .isThrownBy(() -> found.handle(method, payload))
                .withMessageContaining(message)
                .extracting(BiSocketException::code)
                .isEqualTo(ErrorCode.BAD_PAYLOAD);
    }

    private static void assertInvalid(Class<?> bean, String reason) {
        assertThatExceptionOfType(InvalidHandlerException.class)
                .isThrownBy(() -> new FoundHandlers(bean))
                .withMessageContaining(bean.getName() + ".handle(")
                .withMessageContaining(reason);
    }
}
