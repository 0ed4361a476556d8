package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.HandshakeException;
import io.bisocket.MessageReceiver;
import io.bisocket.spring.BiSocketClientBuilderCustomizer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clients of {@code bisocket.clients}. */
class NamedClientsTests {

    private static BiSocketServer one;
    private static BiSocketServer two;

    private final ApplicationContextRunner unconfigured =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BiSocketAutoConfiguration.class,
                                    BiSocketClientAutoConfiguration.class))
                    .withPropertyValues(TestProperties.NEUTRAL);

    private final ApplicationContextRunner named =
            unconfigured.withPropertyValues(
                    "bisocket.clients.orders.host=127.0.0.1",
                    "bisocket.clients.orders.port=" + one.port(),
                    "bisocket.clients.stock.host=127.0.0.1",
                    "bisocket.clients.stock.port=" + two.port());

    private final ApplicationContextRunner all =
            named.withPropertyValues(
                    "bisocket.client.host=127.0.0.1", "bisocket.client.port=" + one.port());

    @BeforeAll
    static void start() {
        one = server("one");
        two = server("two");
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
    }

    @Configuration(proxyBeanMethods = false)
    static class Users {

        @Bean
        ByQualifier byQualifier(
                BiSocketClient plain,
                @Qualifier("orders") BiSocketClient first,
                @Qualifier("stock") BiSocketClient second) {
            return new ByQualifier(plain, first, second);
        }
    }

    record ByQualifier(BiSocketClient plain, BiSocketClient orders, BiSocketClient stock) {}

    @Test
    void whenThereAreNamedClientsThenEachIsInjectedByItsQualifierAndTheUnnamedOneWithout() {
        all.withUserConfiguration(Users.class)
                .run(
                        context -> {
                            ByQualifier clients = context.getBean(ByQualifier.class);
                            assertThat(who(clients.orders())).isEqualTo("one");
                            assertThat(who(clients.stock())).isEqualTo("two");
                            assertThat(clients.plain())
                                    .isSameAs(context.getBean("bisocketClient"))
                                    .isSameAs(context.getBean(BiSocketClient.class))
                                    .isNotSameAs(clients.orders());
                            assertThat(context.getBean("orders")).isSameAs(clients.orders());
                            assertThat(context.getBean("ordersBiSocketClient"))
                                    .isSameAs(clients.orders());
                        });
    }

    record ByParameterName(BiSocketClient stock) {}

    @Test
    void whenThereIsNoUnnamedClientThenTheNameOfAParameterIsEnough() {
        named.withBean(ByParameterName.class)
                .run(
                        context ->
                                assertThat(who(context.getBean(ByParameterName.class).stock()))
                                        .isEqualTo("two"));
    }

    @Test
    void whenThereIsASingleNamedClientThenNobodyNeedsToNameIt() {
        named.withPropertyValues("bisocket.clients.stock.enabled=false")
                .run(
                        context ->
                                assertThat(who(context.getBean(BiSocketClient.class)))
                                        .isEqualTo("one"));
    }

    @Test
    void whenTheApplicationHasAClientOfItsOwnThenThatIsInjectedWithoutAName() {
        BiSocketClient own = BiSocketClient.builder().address("127.0.0.1", one.port()).build();
        all.withBean("own", BiSocketClient.class, () -> own)
                .run(
                        context -> {
                            assertThat(context.getBean(BiSocketClient.class)).isSameAs(own);
                            assertThat(context).doesNotHaveBean("bisocketClient");
                            assertThat(who(context.getBean("stock", BiSocketClient.class)))
                                    .isEqualTo("two");
                        });
    }

    static class Stock {}

    @Test
    void whenABeanHasTheNameOfAClientThenTheClientIsFoundByItsQualifier() {
        all.withBean("stock", Stock.class)
                .withUserConfiguration(Users.class)
                .run(
                        context -> {
                            assertThat(context.getBean("stock")).isInstanceOf(Stock.class);
                            assertThat(who(context.getBean(ByQualifier.class).stock()))
                                    .isEqualTo("two");
                        });
    }

    @Test
    void whenANamedClientDoesNotSetSomethingThenItIsThatOfTheUnnamedClient() {
        UUID id = UUID.randomUUID();
        unconfigured
                .withPropertyValues(
                        "bisocket.client.request-timeout=7s",
                        "bisocket.client.limits.max-queued-requests=3",
                        "bisocket.client.id=" + id,
                        "bisocket.clients.stock.host=127.0.0.1",
                        "bisocket.clients.stock.port=" + two.port(),
                        "bisocket.clients.stock.limits.connect-timeout=4s")
                .run(
                        context -> {
                            ClientSettings settings =
                                    context.getBean(ContextClient.class).settings();
                            assertThat(settings.requestTimeout()).hasSeconds(7);
                            assertThat(settings.limits().maxQueuedRequests()).isEqualTo(3);
                            assertThat(settings.limits().connectTimeout()).hasSeconds(4);
                            assertThat(settings.limits().writeTimeout()).hasSeconds(30);
                            assertThat(settings.addresses())
                                    .containsExactly("127.0.0.1:" + two.port());
                            assertThat(settings.id()).isNotEqualTo(id);
                        });
    }

    @Test
    void whenAnInheritedValueCannotBeThenTheErrorNamesThePropertyThatIsSet() {
        named.withPropertyValues("bisocket.client.request-timeout=-7s")
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .hasStackTraceContaining(
                                                "bisocket.client.request-timeout"));
        named.withPropertyValues("bisocket.clients.stock.request-timeout=-7s")
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .hasStackTraceContaining(
                                                "bisocket.clients.stock.request-timeout"));
    }

    @Test
    void whenANamedClientHasNoHostThenTheApplicationDoesNotStart() {
        named.withPropertyValues("bisocket.clients.mail.request-timeout=7s")
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .rootCause()
                                        .isInstanceOf(InvalidClientException.class)
                                        .hasMessage(
                                                "the client 'mail' has no server to connect to:"
                                                        + " neither bisocket.clients.mail.host nor"
                                                        + " bisocket.clients.mail.addresses is set"));
    }

    @Test
    void whenANamedClientHasTheNameOfTheUnnamedOneThenTheApplicationDoesNotStart() {
        named.withPropertyValues("bisocket.clients.default.host=127.0.0.1")
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .rootCause()
                                        .hasMessageContaining(
                                                "'default' is the name of the client of"
                                                        + " bisocket.client"));
    }

    @Test
    void whenACustomizerIsForOneClientThenTheOthersAreAsTheyWere() {
        UUID id = UUID.randomUUID();
        all.withBean(
                        BiSocketClientBuilderCustomizer.class,
                        () ->
                                BiSocketClientBuilderCustomizer.of(
                                        "stock", builder -> builder.id(id)))
                .run(
                        context -> {
                            Map<String, BiSocketClient> clients =
                                    context.getBeansOfType(BiSocketClient.class);
                            assertThat(clients.get("stockBiSocketClient").id()).isEqualTo(id);
                            assertThat(clients.get("ordersBiSocketClient").id()).isNotEqualTo(id);
                            assertThat(clients.get("bisocketClient").id()).isNotEqualTo(id);
                        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Receivers {

        final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

        @Bean
        @Qualifier("stock")
        MessageReceiver ofStock() {
            return message -> texts.add("stock: " + message.text());
        }

        @Bean
        MessageReceiver ofOthers() {
            return message -> texts.add("others: " + message.text());
        }
    }

    @Test
    void whenAReceiverHasTheQualifierOfAClientThenItIsThatClientsAlone() {
        all.withUserConfiguration(Receivers.class)
                .run(
                        context -> {
                            BlockingQueue<String> texts = context.getBean(Receivers.class).texts;
                            context.getBean("stock", BiSocketClient.class).send("who", "");
                            assertThat(texts.poll(10, TimeUnit.SECONDS)).isEqualTo("stock: two");
                            context.getBean("orders", BiSocketClient.class).send("who", "");
                            assertThat(texts.poll(10, TimeUnit.SECONDS)).isEqualTo("others: one");
                            context.getBean(BiSocketClient.class).send("who", "");
                            assertThat(texts.poll(10, TimeUnit.SECONDS)).isEqualTo("others: one");
                        });
    }

    @Test
    void whenTheContextStopsAndStartsThenAllClientsDo() {
        all.run(
                context -> {
                    var clients = context.getBeansOfType(BiSocketClient.class).values();
                    assertThat(clients).hasSize(3).allMatch(BiSocketClient::isConnected);
                    context.getSourceApplicationContext().stop();
                    assertThat(clients).noneMatch(BiSocketClient::isConnected);
                    context.getSourceApplicationContext().start();
                    assertThat(clients).allMatch(BiSocketClient::isConnected);
                });
    }

    @Test
    void whenOneServerIsMissingThenOnlyItsClientFailsTheStartIfItIsTo() {
        ApplicationContextRunner missing =
                all.withPropertyValues(
                        "bisocket.clients.stock.port=" + TestProperties.closedPort());
        missing.run(
                context -> {
                    assertThat(context.getBean("stock", BiSocketClient.class).isConnected())
                            .isFalse();
                    assertThat(context.getBean("orders", BiSocketClient.class).isConnected())
                            .isTrue();
                });
        missing.withPropertyValues("bisocket.clients.stock.fail-fast=true")
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .hasStackTraceContaining("The client 'stock' cannot")
                                        .hasStackTraceContaining(
                                                "bisocket.clients.stock.fail-fast is true"));
    }

    @Test
    void whenAClientHasNoKeyOfItsOwnThenItHasThatOfTheUnnamedClient() {
        named.withPropertyValues(
                        "bisocket.client.key-name=first",
                        "bisocket.keys.first.crypto-key=the first key of these tests")
                .run(
                        context -> {
                            BiSocketClient stock = context.getBean("stock", BiSocketClient.class);
                            assertThat(stock.isConnected()).isFalse();
                            assertThat(stock.lastError()).isInstanceOf(HandshakeException.class);
                        });
        named.withPropertyValues("bisocket.client.key-name=first")
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .rootCause()
                                        .hasMessage(
                                                "property bisocket.client.key-name is 'first', and"
                                                        + " there is no such key"));
    }

    private static String who(BiSocketClient client) {
        return new String(client.request("who", new byte[0]));
    }

    private static BiSocketServer server(String name) {
        return BiSocketServer.builder()
                .address("127.0.0.1")
                .port(0)
                .key(CryptoKey.builtIn())
                .handler("who", request -> request.reply(name))
                .start();
    }
}
