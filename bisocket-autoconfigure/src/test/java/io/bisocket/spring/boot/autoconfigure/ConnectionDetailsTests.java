package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.spring.boot.autoconfigure.BiSocketConnectionDetails.Address;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ConnectionDetailsTests {

    private static BiSocketServer server;

    private final ApplicationContextRunner empty =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BiSocketAutoConfiguration.class,
                                    BiSocketClientAutoConfiguration.class))
                    .withPropertyValues(TestProperties.NEUTRAL);
    private final ApplicationContextRunner runner = empty.withUserConfiguration(Details.class);

    @BeforeAll
    static void start() {
        server =
                BiSocketServer.builder()
                        .address("127.0.0.1")
                        .port(0)
                        .key(CryptoKey.builtIn())
                        .handler("echo", request -> request.reply(request.bytes()))
                        .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whenABeanSaysWhereTheServerIsThereIsAClientOfIt() {
        runner.run(
                context -> {
                    BiSocketClient client = context.getBean(BiSocketClient.class);
                    assertThat(client.serverAddress().getPort()).isEqualTo(server.port());
                    assertThat(client.request("echo", new byte[] {1})).containsExactly(1);
                });
    }

    @Test
    void whenPropertiesSayOtherwiseTheBeanWins() {
        runner.withPropertyValues(
                        "bisocket.client.host=nowhere.invalid",
                        "bisocket.client.port=1",
                        "bisocket.client.request-timeout=20s")
                .run(
                        context ->
                                assertThat(
                                                context.getBean(BiSocketClient.class)
                                                        .request("echo", new byte[] {2}))
                                        .containsExactly(2));
    }

    @Test
    void whenTheClientIsDisabledTheBeanMakesNone() {
        runner.withPropertyValues("bisocket.client.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(BiSocketClient.class));
    }

    @Test
    void whenThereAreNamedClientsTheyStayWithTheirProperties() {
        runner.withPropertyValues(
                        "bisocket.clients.other.host=localhost", "bisocket.clients.other.port=1")
                .run(
                        context ->
                                assertThat(
                                                context.getBean("other", BiSocketClient.class)
                                                        .serverAddress()
                                                        .getPort())
                                        .isEqualTo(1));
    }

    @Test
    void whenABeanKnowsSeveralServersTheyAreTriedInItsOrder() {
        empty.withUserConfiguration(Several.class)
                .run(
                        context -> {
                            BiSocketClient client = context.getBean(BiSocketClient.class);
                            assertThat(client.serverAddresses()).hasSize(2);
                            assertThat(client.request("echo", new byte[] {3})).containsExactly(3);
                            assertThat(client.serverAddress().getPort()).isEqualTo(server.port());
                        });
    }

    @Test
    void whenABeanHasAQualifierItIsForTheClientOfThatName() {
        empty.withUserConfiguration(Named.class)
                .run(
                        context -> {
                            assertThat(context).hasSingleBean(BiSocketClient.class);
                            assertThat(
                                            context.getBean("stock", BiSocketClient.class)
                                                    .request("echo", new byte[] {4}))
                                    .containsExactly(4);
                        });
    }

    @Test
    void whenANamedClientHasPropertiesAndABeanTheBeanSaysWhereItsServerIs() {
        empty.withUserConfiguration(Named.class)
                .withPropertyValues(
                        "bisocket.clients.stock.host=nowhere.invalid",
                        "bisocket.clients.stock.request-timeout=20s")
                .run(
                        context ->
                                assertThat(
                                                context.getBean("stock", BiSocketClient.class)
                                                        .request("echo", new byte[] {5}))
                                        .containsExactly(5));
        empty.withUserConfiguration(Named.class)
                .withPropertyValues("bisocket.clients.stock.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(BiSocketClient.class));
    }

    @Test
    void whenTwoBeansAreForOneClientTheApplicationDoesNotStart() {
        empty.withUserConfiguration(Twice.class)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .isInstanceOf(InvalidClientException.class)
                                        .hasMessageStartingWith(
                                                "two beans say where the server of one client is:"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Details {

        @Bean
        BiSocketConnectionDetails details() {
            return BiSocketConnectionDetails.of("127.0.0.1", server.port());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Several {

        @Bean
        BiSocketConnectionDetails several() {
            return () ->
                    List.of(
                            new Address("127.0.0.1", TestProperties.closedPort()),
                            new Address("127.0.0.1", server.port()));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Named {

        @Bean
        @Qualifier("stock")
        BiSocketConnectionDetails stockDetails() {
            return BiSocketConnectionDetails.of("127.0.0.1", server.port());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Twice extends Details {

        @Bean
        BiSocketConnectionDetails more() {
            return details();
        }
    }
}
