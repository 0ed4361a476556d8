package io.bisocket.spring.boot.autoconfigure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.BiSocketClient;
import io.bisocket.spring.BiSocketHandler;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** An application whose client has its own server to talk to. */
class OwnServerTests {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        final List<String> replies = new CopyOnWriteArrayList<>();

        @BiSocketHandler("echo")
        byte[] echo(byte[] payload) {
            return payload;
        }

        @Bean
        ApplicationRunner greeting(BiSocketClient client) {
            return arguments ->
                    replies.add(new String(client.request("echo", "hello".getBytes(UTF_8)), UTF_8));
        }
    }

    @Test
    void whenTheClientFailsFastTheOwnServerIsWaitedFor() {
        int port = TestProperties.closedPort();

        try (ConfigurableApplicationContext context = run(port, "--bisocket.client.port=" + port)) {
            assertThat(context.getBean(Application.class).replies).containsExactly("hello");
        }
    }

    @Test
    void whenTheClientFailsFastAndNobodyListensAtItsPortTheStartFails() {
        int other = TestProperties.closedPort();

        assertThatThrownBy(() -> run(0, "--bisocket.client.port=" + other))
                .hasCauseInstanceOf(ClientStartException.class)
                .hasStackTraceContaining(
                        "The client cannot connect to localhost:%d, and bisocket.client.fail-fast is true"
                                .formatted(other));
    }

    private static ConfigurableApplicationContext run(int port, String client) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        return application.run(
                TestProperties.arguments(
                        Stream.of(
                                "--bisocket.crypto-key=of the own server",
                                "--bisocket.server.port=" + port,
                                "--bisocket.client.host=localhost",
                                "--bisocket.client.fail-fast=true",
                                client)));
    }

    @Test
    void whenARunnerCallsTheOwnServerThenItIsAnswered() {
        int port = TestProperties.closedPort();
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);

        try (ConfigurableApplicationContext context =
                application.run(
                        TestProperties.arguments(
                                Stream.of(
                                        "--bisocket.crypto-key=of the own server",
                                        "--bisocket.server.port=" + port,
                                        "--bisocket.client.host=localhost",
                                        "--bisocket.client.port=" + port)))) {
            assertThat(context.getBean(Application.class).replies).containsExactly("hello");
        }
    }

    @Test
    void whenAnAddressIsAnotherMachinesOrPortsThenItIsNotOwn() {
        assertThat(OwnAddresses.isPort(7, InetSocketAddress.createUnresolved("localhost", 7)))
                .isTrue();
        assertThat(OwnAddresses.isPort(7, InetSocketAddress.createUnresolved("localhost", 8)))
                .isFalse();
        assertThat(OwnAddresses.isPort(7, InetSocketAddress.createUnresolved("192.0.2.1", 7)))
                .isFalse();
    }
}
