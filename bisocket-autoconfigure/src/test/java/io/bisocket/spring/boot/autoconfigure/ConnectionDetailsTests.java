package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ConnectionDetailsTests {

    private static BiSocketServer server;

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BiSocketAutoConfiguration.class,
                                    BiSocketClientAutoConfiguration.class))
                    .withPropertyValues(TestProperties.NEUTRAL)
                    .withUserConfiguration(Details.class);

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

    @Configuration(proxyBeanMethods = false)
    static class Details {

        @Bean
        BiSocketConnectionDetails details() {
            return new BiSocketConnectionDetails() {
                @Override
                public String getHost() {
                    return "127.0.0.1";
                }

                @Override
                public int getPort() {
                    return server.port();
                }
            };
        }
    }
}
