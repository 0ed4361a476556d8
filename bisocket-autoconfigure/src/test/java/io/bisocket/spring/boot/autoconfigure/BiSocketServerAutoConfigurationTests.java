package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.CryptoKeyException;
import io.bisocket.Encryption;
import io.bisocket.PayloadCodec;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.BiSocketServerBuilderCustomizer;
import io.bisocket.spring.handler.HandlerMethods;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.TaskDecorator;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class BiSocketServerAutoConfigurationTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    JacksonAutoConfiguration.class,
                                    BiSocketAutoConfiguration.class,
                                    BiSocketServerAutoConfiguration.class))
                    .withPropertyValues(TestProperties.NEUTRAL);

    static class Echo {

        @BiSocketHandler("echo")
        byte[] echo(byte[] payload) {
            return payload;
        }
    }

    @Test
    void whenThereIsAHandlerThenThereIsAServer() {
        runner.withBean(Echo.class)
                .run(
                        context -> {
                            BiSocketServer server = context.getBean(BiSocketServer.class);
                            assertThat(server.isRunning()).isTrue();
                            assertThat(server.port()).isPositive();
                            assertThat(server.address().getAddress().isLoopbackAddress()).isTrue();
                            assertThat(server.dialects()).containsExactly("native");
                            assertThat(server.clients()).isEmpty();
                            assertThat(context.getBean(HandlerMethods.class).names())
                                    .containsExactly("echo");
                        });
    }

    @Test
    void whenThereIsNoHandlerThenThereIsNoServer() {
        runner.run(
                context ->
                        assertThat(context)
                                .hasNotFailed()
                                .doesNotHaveBean(BiSocketServer.class)
                                .doesNotHaveBean(HandlerMethods.class));
    }

    @Test
    void whenThereIsNoHandlerButThePropertySaysSoThenThereIsAServer() {
        runner.withPropertyValues("bisocket.server.enabled=true")
                .run(
                        context ->
                                assertThat(context.getBean(BiSocketServer.class).isRunning())
                                        .isTrue());
    }

    @Test
    void whenThereIsACustomizerThenThereIsAServer() {
        runner.withBean(
                        BiSocketServerBuilderCustomizer.class,
                        () -> builder -> builder.handler("ping", request -> request.reply("pong")))
                .run(context -> assertThat(context).hasSingleBean(BiSocketServer.class));
    }

    @Test
    void whenServerIsDisabledThenThereIsNone() {
        runner.withBean(Echo.class)
                .withPropertyValues("bisocket.server.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(BiSocketServer.class));
    }

    @Test
    void whenCoreIsMissingThenThereIsNothing() {
        runner.withClassLoader(
                        new FilteredClassLoader(
                                "io.bisocket.BiSocketServer", "io.bisocket.CryptoKey"))
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .doesNotHaveBean(BiSocketServerAutoConfiguration.class)
                                        .doesNotHaveBean(BiSocketAutoConfiguration.class));
    }

    @Test
    void whenUserHasAServerThenItIsTheOnlyOne() {
        BiSocketServer own = BiSocketServer.builder().address("127.0.0.1").port(0).start();
        runner.withBean("own", BiSocketServer.class, () -> own)
                .withBean(Echo.class)
                .run(context -> assertThat(context).getBean(BiSocketServer.class).isSameAs(own));
        assertThat(own.isRunning()).isFalse();
    }

    @Test
    void whenUserHasAKeyThenItIsUsed() {
        CryptoKey own = CryptoKey.of("a key of one's own");
        runner.withBean(Echo.class)
                .withBean("ownKey", CryptoKey.class, () -> own)
                .withPropertyValues("bisocket.require-key=true")
                .run(context -> assertThat(context).getBean(CryptoKey.class).isSameAs(own));
    }

    @Test
    void whenUserHasACodecThenItIsUsed() {
        PayloadCodec own = PayloadCodec.json(JsonMapper.shared());
        runner.withBean(Echo.class)
                .withBean("ownCodec", PayloadCodec.class, () -> own)
                .run(context -> assertThat(context).getBean(PayloadCodec.class).isSameAs(own));
    }

    record Item(String itemName) {}

    @Test
    void whenUserHasAJsonMapperThenItWritesPayloads() {
        JsonMapper own =
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .build();
        runner.withBean(JsonMapper.class, () -> own)
                .run(
                        context ->
                                assertThat(
                                                context.getBean(PayloadCodec.class)
                                                        .encode(new Item("tea")))
                                        .asString()
                                        .isEqualTo("{\"item_name\":\"tea\"}"));
    }

    @Test
    void whenNobodyNeedsAKeyThenAMissingOneHarmsNothing() {
        runner.withPropertyValues("bisocket.require-key=true")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void whenKeyIsRequiredAndMissingThenStartFails() {
        runner.withBean(Echo.class)
                .withPropertyValues("bisocket.require-key=true")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .hasRootCauseInstanceOf(CryptoKeyException.class)
                                        .rootCause()
                                        .hasMessageContaining("no crypto key"));
    }

    @Test
    void whenCustomizersAreOrderedThenTheLastOneHasTheLastWord() {
        runner.withUserConfiguration(Customizers.class)
                .run(
                        context ->
                                assertThat(context.getBean(BiSocketServer.class).dialects())
                                        .containsExactly("native", "python/off"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Customizers {

        @Bean
        @Order(2)
        BiSocketServerBuilderCustomizer last() {
            return builder -> builder.python(Encryption.OFF);
        }

        @Bean
        @Order(1)
        BiSocketServerBuilderCustomizer first() {
            return builder -> builder.python(Encryption.FASTER);
        }
    }

    static class NeedsTheServer {

        NeedsTheServer(BiSocketServer server) {
            this.server = server;
        }

        private final BiSocketServer server;

        @BiSocketHandler("count")
        int count() {
            return server.clients().size();
        }
    }

    @Test
    void whenAHandlerNeedsTheServerThenThereIsNoCircle() {
        runner.withBean(NeedsTheServer.class)
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .hasSingleBean(BiSocketServer.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class LazyHandler {

        static boolean made;

        @Bean
        @Lazy
        Echo echo() {
            made = true;
            return new Echo();
        }
    }

    @Test
    void whenTheOnlyHandlerIsLazyThenThereIsAServerAndTheBeanIsNotMade() {
        LazyHandler.made = false;
        runner.withUserConfiguration(LazyHandler.class)
                .run(
                        context -> {
                            assertThat(context).hasSingleBean(BiSocketServer.class);
                            assertThat(LazyHandler.made).isFalse();
                        });
    }

    @Test
    void whenThereAreTaskDecoratorsThenHandlersAreDecorated() {
        List<String> decorated = new CopyOnWriteArrayList<>();
        TaskDecorator decorator =
                task ->
                        () -> {
                            decorated.add(Thread.currentThread().getName());
                            task.run();
                        };
        runner.withBean(Echo.class)
                .withBean(TaskDecorator.class, () -> decorator)
                .run(
                        context -> {
                            try (BiSocketClient client = connected(context)) {
                                client.request("echo", new byte[0]);
                                assertThat(decorated)
                                        .isNotEmpty()
                                        .allMatch(name -> name.startsWith("bisocket-server-"));
                            }
                        });
    }

    private static BiSocketClient connected(AssertableApplicationContext context) {
        return BiSocketClient.builder()
                .address("127.0.0.1", context.getBean(BiSocketServer.class).port())
                .key(CryptoKey.builtIn())
                .connect();
    }
}
