package io.bisocket.spring.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bisocket.BiSocketClient;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.DuplicateHandlerException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.core.annotation.AliasFor;

class HandlerMethodsTests {

    interface Greeter {

        @BiSocketHandler("greet")
        String greet(String name);
    }

    static class PoliteGreeter implements Greeter {

        private final String word = "Good day, ";

        @Override
        public String greet(String name) {
            return word + name;
        }
    }

    static class Inheriting extends Annotated {

        @Override
        String echo(String text) {
            return "overridden " + super.echo(text);
        }
    }

    static class Annotated {

        private final String prefix = "echo ";

        @BiSocketHandler("echo")
        String echo(String text) {
            return prefix + text;
        }
    }

    @Test
    void whenMethodIsOfAnInterfaceThenItIsFound() {
        try (FoundHandlers found = new FoundHandlers(PoliteGreeter.class)) {
            assertThat(found.names()).containsExactly("greet");
            assertThat(found.handle("greet", "you").replies).containsExactly("Good day, you");
        }
    }

    @Test
    void whenMethodIsInheritedOrOverriddenThenItIsFoundOnce() {
        try (FoundHandlers found = new FoundHandlers(Inheriting.class)) {
            assertThat(found.names()).containsExactly("echo");
            assertThat(found.handle("echo", "a").replies).containsExactly("overridden echo a");
        }
    }

    @Test
    void whenHandlersAreSelectedThenTheOthersAreNotRegistered() {
        Predicate<BiSocketHandler> echo = annotation -> annotation.value()[0].equals("echo");
        try (FoundHandlers found = new FoundHandlers(echo, PoliteGreeter.class, Annotated.class)) {
            assertThat(found.names()).containsExactly("echo");
            assertThat(HandlerMethods.existIn(found.context.getBeanFactory(), echo)).isTrue();
            assertThat(HandlerMethods.existIn(found.context.getBeanFactory(), echo.negate()))
                    .isTrue();
        }
        try (FoundHandlers found = new FoundHandlers(echo, PoliteGreeter.class)) {
            assertThat(found.names()).isEmpty();
            assertThat(HandlerMethods.existIn(found.context.getBeanFactory(), echo)).isFalse();
        }
    }

    @Test
    void whenHandlersAreRegisteredWithAClientThenItHasThem() {
        BiSocketClient.Builder client = BiSocketClient.builder();
        try (FoundHandlers found = new FoundHandlers(Annotated.class)) {
            found.context.getBean(HandlerMethods.class).addTo(client);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.handler("echo", request -> {}))
                .withMessage("method 'echo' has a handler already");
    }

    @BiSocketHandler
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Command {

        @AliasFor(annotation = BiSocketHandler.class, attribute = "name")
        String named();
    }

    static class ComposedAnnotation {

        @Command(named = "composed")
        String handle() {
            return "by an annotation of one's own";
        }
    }

    @Test
    void whenAnnotationIsComposedThenItsAliasCounts() {
        try (FoundHandlers found = new FoundHandlers(ComposedAnnotation.class)) {
            assertThat(found.names()).containsExactly("composed");
        }
    }

    @Configuration
    static class OnConfiguration {

        private final AtomicInteger calls = new AtomicInteger();

        @BiSocketHandler("count")
        int count() {
            return calls.incrementAndGet();
        }
    }

    @Test
    void whenBeanIsAConfigurationClassThenItWorksAlike() {
        try (FoundHandlers found = new FoundHandlers(OnConfiguration.class)) {
            found.handle("count", "");
            assertThat(found.handle("count", "").replies).containsExactly("2");
        }
    }

    static class Counting {

        static final AtomicInteger made = new AtomicInteger();

        private final int number = made.incrementAndGet();

        @BiSocketHandler("number")
        int number() {
            return number;
        }
    }

    @Configuration
    static class PrototypeBean {

        @Bean
        @org.springframework.context.annotation.Scope("prototype")
        Counting counting() {
            return new Counting();
        }
    }

    @Test
    void whenBeanIsAPrototypeThenEachRequestGetsAFreshOne() {
        Counting.made.set(0);
        try (FoundHandlers found = new FoundHandlers(PrototypeBean.class)) {
            assertThat(Counting.made).hasValue(0);
            assertThat(found.handle("number", "").replies).containsExactly("1");
            assertThat(found.handle("number", "").replies).containsExactly("2");
        }
    }

    @Configuration
    static class LazyBean {

        @Bean
        @Lazy
        Counting counting() {
            return new Counting();
        }
    }

    @Test
    void whenBeanIsLazyThenItsFirstRequestMakesIt() {
        Counting.made.set(0);
        try (FoundHandlers found = new FoundHandlers(LazyBean.class)) {
            assertThat(Counting.made).hasValue(0);
            assertThat(found.handle("number", "").replies).containsExactly("1");
            assertThat(found.handle("number", "").replies).containsExactly("1");
        }
    }

    static class EchoFactory implements FactoryBean<Annotated> {

        @Override
        public Annotated getObject() {
            return new Annotated();
        }

        @Override
        public Class<?> getObjectType() {
            return Annotated.class;
        }
    }

    @Test
    void whenBeanComesFromAFactoryBeanThenItIsFound() {
        try (FoundHandlers found = new FoundHandlers(EchoFactory.class)) {
            assertThat(found.handle("echo", "a").replies).containsExactly("echo a");
        }
    }

    @Configuration
    static class InfrastructureBean {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        Annotated infrastructure() {
            return new Annotated();
        }
    }

    @Test
    void whenBeanIsInfrastructureThenItIsSkipped() {
        try (FoundHandlers found = new FoundHandlers(InfrastructureBean.class)) {
            assertThat(found.names()).isEmpty();
        }
    }

    static class Placeholder {

        @BiSocketHandler("orders.${user.dir:x}")
        void handle() {}
    }

    @Test
    void whenNameHasAPlaceholderThenItIsResolved() {
        try (FoundHandlers found = new FoundHandlers(Placeholder.class)) {
            assertThat(found.names()).containsExactly("orders." + System.getProperty("user.dir"));
        }
    }

    static class OtherEcho {

        @BiSocketHandler({"other", "echo"})
        void handle(byte[] payload) {}
    }

    @Test
    void whenTwoHandlersHaveOneNameThenStartIsRefused() {
        assertThatExceptionOfType(DuplicateHandlerException.class)
                .isThrownBy(() -> new FoundHandlers(Annotated.class, OtherEcho.class))
                .withMessageContaining("two handlers of the name 'echo'")
                .withMessageContaining("Annotated.echo(java.lang.String)")
                .withMessageContaining("OtherEcho.handle(byte[])")
                .satisfies(e -> assertThat(e.name()).isEqualTo("echo"));
    }

    @Configuration
    static class TwoBeansOfOneClass {

        @Bean
        Annotated one() {
            return new Annotated();
        }

        @Bean
        Annotated two() {
            return new Annotated();
        }
    }

    @Test
    void whenOneClassHasTwoBeansThenTheirNamesTellThemApart() {
        assertThatExceptionOfType(DuplicateHandlerException.class)
                .isThrownBy(() -> new FoundHandlers(TwoBeansOfOneClass.class))
                .withMessageContaining("of bean 'one'")
                .withMessageContaining("of bean 'two'");
    }
}
