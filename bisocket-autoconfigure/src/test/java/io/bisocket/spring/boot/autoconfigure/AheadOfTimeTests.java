package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.spring.BiSocketExchange;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.exchange.BiSocketExchangeScan;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

/** Applications whose beans were worked out ahead of time. */
@CompileWithForkedClassLoader
@Timeout(300)
class AheadOfTimeTests {

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        BiSocketAutoConfiguration.class,
        BiSocketServerAutoConfiguration.class,
        BiSocketClientAutoConfiguration.class,
        BiSocketExchangeAutoConfiguration.class
    })
    static class Application {}

    @Configuration(proxyBeanMethods = false)
    @Import(Orders.class)
    static class Serving extends Application {}

    record Order(String item, int count) {}

    record Receipt(String item, int price) {}

    static class Orders {

        @BiSocketHandler("place")
        Receipt place(Order order) {
            return new Receipt(order.item(), 3 * order.count());
        }
    }

    @Test
    void whenABeanHandlesThenItsServerAndTheClientComeWithTheSettingsOfTheRun() {
        int port = TestProperties.closedPort();
        run(
                Serving.class,
                new String[] {
                    "bisocket.server.port=1",
                    "bisocket.crypto-key=" + "0a".repeat(32),
                    "bisocket.client.host=known-at-build.invalid"
                },
                new String[] {
                    "bisocket.server.port=" + port,
                    "bisocket.crypto-key=" + "0b".repeat(32),
                    "bisocket.client.host=127.0.0.1",
                    "bisocket.client.port=" + port
                },
                context -> {
                    assertThat(context.getBean(BiSocketServer.class).port()).isEqualTo(port);
                    BiSocketClient client = context.getBean(BiSocketClient.class);
                    client.start().join();
                    assertThat(client.request("place", new Order("tea", 2), Receipt.class))
                            .isEqualTo(new Receipt("tea", 6));
                });
    }

    /** Not public, and nested: generated code has to be where it is seen. */
    @BiSocketExchange(name = "order", client = "stock")
    interface Shop {

        Receipt place(Order order);

        default int priceOf(String item) {
            return place(new Order(item, 1)).price();
        }
    }

    static class PricedShop implements Shop {

        @Override
        public Receipt place(Order order) {
            return new Receipt(order.item(), 5 * order.count());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @BiSocketExchangeScan(basePackageClasses = AheadOfTimeTests.class)
    @Import({PricedShop.class, Buyer.class})
    static class Shopping extends Application {}

    record Buyer(@Qualifier("aheadOfTimeTests.Shop") Shop shop) {}

    @Test
    void whenAnInterfaceIsCalledAndImplementedThenBothEndsComeBackWithTheClientThatItNames() {
        int port = TestProperties.closedPort();
        RuntimeHints hints =
                run(
                        Shopping.class,
                        new String[] {"bisocket.clients.stock.host=known-at-build.invalid"},
                        new String[] {
                            "bisocket.server.port=" + port,
                            "bisocket.clients.stock.host=127.0.0.1",
                            "bisocket.clients.stock.port=" + port
                        },
                        context -> {
                            context.getBean(BiSocketClient.class).start().join();
                            Shop shop = context.getBean(Buyer.class).shop();
                            assertThat(shop)
                                    .hasToString(Shop.class.getName() + ", called through a peer");
                            assertThat(shop.place(new Order("tea", 2)))
                                    .isEqualTo(new Receipt("tea", 10));
                            assertThat(shop.priceOf("tea")).isEqualTo(5);
                        });
        assertThat(
                        RuntimeHintsPredicates.proxies()
                                .forInterfaces(
                                        AopProxyUtils.completeJdkProxyInterfaces(Shop.class)))
                .accepts(hints);
        assertThat(
                        RuntimeHintsPredicates.reflection()
                                .onMethodInvocation(PricedShop.class, "place"))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Shop.class, "priceOf"))
                .accepts(hints);
    }

    @Test
    void whenNoBeanHandlesAndNoHostIsNamedThenThereIsNeitherServerNorClient() {
        run(
                Application.class,
                new String[0],
                new String[0],
                context -> {
                    assertThat(context.getBeanNamesForType(BiSocketServer.class)).isEmpty();
                    assertThat(context.getBeanNamesForType(BiSocketClient.class)).isEmpty();
                });
    }

    private static RuntimeHints run(
            Class<?> application,
            String[] atBuild,
            String[] atRun,
            Consumer<GenericApplicationContext> test) {
        AnnotationConfigApplicationContext building = new AnnotationConfigApplicationContext();
        building.register(application);
        properties(atBuild).applyTo(building);
        TestGenerationContext generated = new TestGenerationContext();
        ClassName initializer =
                new ApplicationContextAotGenerator().processAheadOfTime(building, generated);
        generated.writeGeneratedContent();
        TestCompiler.forSystem()
                .with(generated)
                .compile(
                        compiled -> {
                            GenericApplicationContext context = new GenericApplicationContext();
                            properties(atRun).applyTo(context);
                            initialize(
                                    context,
                                    compiled.getInstance(
                                            ApplicationContextInitializer.class,
                                            initializer.canonicalName()));
                            try (context) {
                                context.refresh();
                                test.accept(context);
                            }
                        });
        return generated.getRuntimeHints();
    }

    @SuppressWarnings("unchecked")
    private static void initialize(
            GenericApplicationContext context, ApplicationContextInitializer<?> initializer) {
        ((ApplicationContextInitializer<GenericApplicationContext>) initializer)
                .initialize(context);
    }

    private static TestPropertyValues properties(String[] some) {
        return TestPropertyValues.of(
                Stream.concat(Arrays.stream(TestProperties.NEUTRAL), Arrays.stream(some))
                        .toArray(String[]::new));
    }
}
