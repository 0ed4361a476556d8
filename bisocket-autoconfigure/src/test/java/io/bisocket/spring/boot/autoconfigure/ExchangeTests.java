package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.RemoteHandlerException;
import io.bisocket.spring.BiSocketExchange;
import io.bisocket.spring.ClientNotFoundException;
import io.bisocket.spring.InvalidExchangeException;
import io.bisocket.spring.boot.autoconfigure.shop.ReactiveShop;
import io.bisocket.spring.boot.autoconfigure.shop.Shop;
import io.bisocket.spring.boot.autoconfigure.shop.ShopApplication;
import io.bisocket.spring.boot.autoconfigure.shop.ShopService;
import io.bisocket.spring.boot.autoconfigure.shop.ShopService.Order;
import io.bisocket.spring.exchange.BiSocketExchangeScan;
import io.bisocket.spring.exchange.ExchangeProxyFactory;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import reactor.adapter.JdkFlowAdapter;

/** Interfaces whose methods are calls, at both ends, over real sockets. */
class ExchangeTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final ApplicationContextRunner unconfigured =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BiSocketAutoConfiguration.class,
                                    BiSocketClientAutoConfiguration.class,
                                    BiSocketExchangeAutoConfiguration.class,
                                    BiSocketServerAutoConfiguration.class))
                    .withPropertyValues(TestProperties.NEUTRAL);

    private final ApplicationContextRunner serving = unconfigured.withBean("shop", Shop.class);

    private final ApplicationContextRunner calling =
            unconfigured.withUserConfiguration(ShopApplication.class);

    private void inBoth(Consumer<AssertableApplicationContext> test) {
        inBoth(calling, (served, context) -> test.accept(context));
    }

    private interface Both {
        void run(AssertableApplicationContext serving, AssertableApplicationContext calling);
    }

    private void inBoth(ApplicationContextRunner calling, Both test) {
        serving.run(
                served ->
                        calling.withPropertyValues(
                                        "bisocket.client.host=127.0.0.1",
                                        "bisocket.client.port="
                                                + served.getBean(BiSocketServer.class).port())
                                .run(context -> test.run(served, context)));
    }

    @Test
    void whenAMethodIsCalledThenThatOfTheOtherEndRuns() {
        inBoth(
                context -> {
                    ShopService shop = context.getBean(ShopService.class);
                    Order tea = new Order("tea", 2);
                    assertThat(shop.order(tea)).isEqualTo("2 x tea");
                    assertThat(shop.count(List.of(tea, tea))).isEqualTo(4);
                    assertThat(shop.repeat(tea)).isEqualTo(tea);
                    assertThat(shop.bytes(new byte[] {1, 2})).containsExactly(1, 2);
                    assertThat(shop.find("tea")).contains(new Order("tea", 1));
                    assertThat(shop.later("tea"))
                            .succeedsWithin(SOON)
                            .isEqualTo(new Order("tea", 7));
                    assertThat(shop.twice("tea")).isEqualTo("2 x tea");
                    assertThat(shop)
                            .hasToString(ShopService.class.getName() + ", called through a peer");
                });
    }

    @Test
    void whenThereIsNoReplyThenThereIsNoObject() {
        inBoth(
                context -> {
                    ShopService shop = context.getBean(ShopService.class);
                    assertThat(shop.repeat(new Order("tea", 0))).isNull();
                    assertThat(shop.find("coffee")).isEmpty();
                    assertThat(context.getBean(ReactiveShop.class).find("coffee").block(SOON))
                            .isNull();
                });
    }

    @Test
    void whenAMethodReturnsNothingThenItEndsWithTheHandler() {
        inBoth(
                calling,
                (served, context) -> {
                    ShopService shop = context.getBean(ShopService.class);
                    shop.forget("tea");
                    assertThat(served.getBean(Shop.class).forgotten).containsExactly("tea");
                    assertThatExceptionOfType(RemoteHandlerException.class)
                            .isThrownBy(() -> shop.forget(""))
                            .withMessageContaining("nothing to forget");
                    context.getBean(ReactiveShop.class).forgotten("milk").block(SOON);
                    assertThat(served.getBean(Shop.class).forgotten).containsExactly("tea", "milk");
                });
    }

    @Test
    void whenThereAreManyRepliesThenAllComeInOrderInAnyKindOfStream() {
        inBoth(
                context -> {
                    List<String> expected = new Shop().names(100).toList();
                    try (Stream<String> names = context.getBean(ShopService.class).names(100)) {
                        assertThat(names).containsExactlyElementsOf(expected);
                    }
                    ReactiveShop reactive = context.getBean(ReactiveShop.class);
                    assertThat(reactive.names(100).collectList().block(SOON)).isEqualTo(expected);
                    assertThat(
                                    JdkFlowAdapter.flowPublisherToFlux(reactive.published(100))
                                            .collectList()
                                            .block(SOON))
                            .isEqualTo(expected);
                    assertThat(reactive.find("tea").block(SOON)).isEqualTo(new Order("tea", 1));
                });
    }

    @Test
    void whenAStreamIsClosedThenTheCallGoesOnNoLonger() {
        inBoth(
                context -> {
                    ShopService shop = context.getBean(ShopService.class);
                    try (Stream<String> names = shop.names(1_000_000)) {
                        assertThat(names.limit(3)).hasSize(3);
                    }
                    assertThat(shop.order(new Order("tea", 1))).isEqualTo("1 x tea");
                });
    }

    @Test
    void whenADurationIsGivenThenItIsTheTimeoutAtBothEnds() {
        inBoth(
                context -> {
                    ShopService shop = context.getBean(ShopService.class);
                    assertThat(shop.waitFor(Duration.ofSeconds(9))).isEqualTo("short");
                    assertThat(shop.waitFor(Duration.ofSeconds(60))).isEqualTo("long");
                    assertThat(shop.waitFor(null)).isEqualTo("long");
                });
        inBoth(
                calling.withPropertyValues("shop.timeout=8s"),
                (served, context) ->
                        assertThat(context.getBean(ShopService.class).waitFor(null))
                                .isEqualTo("short"));
    }

    @Test
    void whenAnApplicationImplementsAnInterfaceThenNoBeanCallsIt() {
        calling.withBean("ours", Shop.class)
                .run(
                        context -> {
                            assertThat(context.getBean(ShopService.class))
                                    .isSameAs(context.getBean("ours"));
                            assertThat(context).hasSingleBean(BiSocketServer.class);
                        });
    }

    @Test
    void whenAnApplicationOnlyCallsThenItListensNowhere() {
        inBoth(context -> assertThat(context).doesNotHaveBean(BiSocketServer.class));
    }

    @Test
    void whenNobodyCallsThenNoClientIsNeeded() {
        calling.run(
                context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(BiSocketServer.class);
                    assertThat(context.containsBean("shopService")).isTrue();
                });
    }

    record Caller(ShopService shop) {}

    @Test
    void whenThereIsNoClientThenItsUserSaysSo() {
        calling.withBean(Caller.class)
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .hasRootCauseInstanceOf(ClientNotFoundException.class)
                                        .hasStackTraceContaining(
                                                "ShopService needs a client, and there is none"));
    }

    @BiSocketExchange(client = "stock")
    interface OfStock {
        String who();
    }

    @Configuration(proxyBeanMethods = false)
    @BiSocketExchangeScan
    static class ScanningOthers {}

    @Test
    void whenAnInterfaceNamesAClientThenThatMakesTheCalls() {
        try (BiSocketServer stock =
                BiSocketServer.builder()
                        .address("127.0.0.1")
                        .port(0)
                        .handler("who", request -> request.reply("stock"))
                        .start()) {
            unconfigured
                    .withUserConfiguration(ScanningOthers.class)
                    .withPropertyValues(
                            "bisocket.client.host=127.0.0.1",
                            "bisocket.client.port=" + TestProperties.closedPort(),
                            "bisocket.clients.stock.host=127.0.0.1",
                            "bisocket.clients.stock.port=" + stock.port())
                    .run(
                            context ->
                                    assertThat(context.getBean(OfStock.class).who())
                                            .isEqualTo("stock"));
        }
    }

    @Test
    void whenAnInterfaceNamesAClientThatThereIsNotThenTheOthersAreNamed() {
        unconfigured
                .withUserConfiguration(ScanningOthers.class)
                .withPropertyValues(
                        "bisocket.client.host=127.0.0.1",
                        "bisocket.client.port=" + TestProperties.closedPort())
                .run(
                        context ->
                                assertThatExceptionOfType(BeanCreationException.class)
                                        .isThrownBy(() -> context.getBean(OfStock.class))
                                        .havingCause()
                                        .isInstanceOf(ClientNotFoundException.class)
                                        .withMessageContaining(
                                                "needs the client 'stock', and there are default"));
    }

    @BiSocketExchange
    interface Misshapen {
        String pair(String one, String other);
    }

    @BiSocketExchange
    interface Raw {
        @SuppressWarnings("rawtypes")
        Stream raw();
    }

    @BiSocketExchange(timeout = "soon")
    interface Hasty {
        String ask();
    }

    @Test
    void whenAMethodCannotBeACallThenTheErrorNamesItAndSaysWhy() {
        inBoth(
                context -> {
                    ExchangeProxyFactory exchanges = context.getBean(ExchangeProxyFactory.class);
                    BiSocketClient client = context.getBean(BiSocketClient.class);
                    assertRefused(
                            () -> exchanges.create(Misshapen.class, client),
                            "Misshapen.pair(java.lang.String, java.lang.String) cannot be called: 2"
                                    + " of its parameters are payloads");
                    assertRefused(
                            () -> exchanges.create(Raw.class, client),
                            "Raw.raw() cannot be called: the type of its result is not known");
                    assertRefused(
                            () -> exchanges.create(Hasty.class, client),
                            "its timeout must be a duration of more than zero, such as 5s, but was"
                                    + " 'soon'");
                    assertRefused(
                            () -> exchanges.create(Runnable.class, client),
                            "it is no interface with @BiSocketExchange");
                });
    }

    private static void assertRefused(Runnable creating, String message) {
        assertThatExceptionOfType(InvalidExchangeException.class)
                .isThrownBy(creating::run)
                .withMessageContaining(message);
    }

    @Test
    void whenAServerAsksAClientThenItDoesSoByTheSameMeans() {
        inBoth(
                calling,
                (served, context) -> {
                    try (BiSocketClient client =
                            BiSocketClient.builder()
                                    .address(
                                            "127.0.0.1",
                                            served.getBean(BiSocketServer.class).port())
                                    .handler("who", request -> request.reply("a client"))
                                    .connect()) {
                        OfStock asked =
                                served.getBean(ExchangeProxyFactory.class)
                                        .create(
                                                OfStock.class,
                                                served.getBean(BiSocketServer.class)
                                                        .client(client.id()));
                        assertThat(asked.who()).isEqualTo("a client");
                    }
                });
    }

    @Test
    void whenSpringMessagingIsMissingThenThereAreNoExchanges() {
        calling.withClassLoader(new FilteredClassLoader("org.springframework.messaging"))
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .doesNotHaveBean(BiSocketExchangeAutoConfiguration.class)
                                        .doesNotHaveBean("shopService"));
    }

    @Test
    void whenTheApplicationHasAFactoryThenThatIsUsed() {
        ExchangeProxyFactory own = new ExchangeProxyFactory(text -> text);
        calling.withBean("own", ExchangeProxyFactory.class, () -> own)
                .run(
                        context ->
                                assertThat(context.getBean(ExchangeProxyFactory.class))
                                        .isSameAs(own));
    }
}
