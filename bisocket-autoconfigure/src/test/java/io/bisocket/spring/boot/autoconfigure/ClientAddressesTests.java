package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Clients of several servers, and of one, as the properties name them. */
class ClientAddressesTests {

    private static BiSocketServer server;

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BiSocketAutoConfiguration.class,
                                    BiSocketClientAutoConfiguration.class))
                    .withPropertyValues(TestProperties.NEUTRAL);

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
    void whenThereAreAddressesThereIsAClientOfTheFirstThatTakesIt() {
        int down = TestProperties.closedPort();
        runner.withPropertyValues(
                        "bisocket.client.addresses=127.0.0.1:%d, 127.0.0.1:%d"
                                .formatted(down, server.port()),
                        "bisocket.client.fail-fast=true")
                .run(
                        context -> {
                            BiSocketClient client = context.getBean(BiSocketClient.class);
                            assertThat(client.request("echo", new byte[] {1})).containsExactly(1);
                            Health health = new ClientHealthIndicator(client).health();
                            assertThat(health.getDetails())
                                    .containsEntry("server", "127.0.0.1:" + server.port())
                                    .extractingByKey("servers")
                                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                                    .containsExactly(
                                            "127.0.0.1:" + down, "127.0.0.1:" + server.port());
                        });
    }

    @Test
    void whenANamedClientHasAddressesTheyAreItsOwn() {
        runner.withPropertyValues(
                        "bisocket.client.addresses=127.0.0.1:1",
                        "bisocket.client.address-order=shuffled",
                        "bisocket.clients.stock.addresses[0]=127.0.0.1:"
                                + TestProperties.closedPort(),
                        "bisocket.clients.stock.addresses[1]=localhost:" + server.port(),
                        "bisocket.clients.mail.host=::1")
                .run(
                        context -> {
                            BiSocketClient stock = context.getBean("stock", BiSocketClient.class);
                            BiSocketClient mail = context.getBean("mail", BiSocketClient.class);
                            assertThat(stock.serverAddresses()).hasSize(2);
                            assertThat(stock.request("echo", new byte[] {2})).containsExactly(2);
                            assertThat(Addresses.all(mail.serverAddresses()))
                                    .containsExactly("[::1]:65432");
                        });
    }

    @Test
    void whenHostOrPortAreSetAsWellTheApplicationDoesNotStart() {
        runner.withPropertyValues(
                        "bisocket.client.addresses=127.0.0.1:1", "bisocket.client.host=localhost")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .isInstanceOf(InvalidClientException.class)
                                        .hasMessage(
                                                "properties bisocket.client.host and bisocket.client.addresses"
                                                        + " are both set, and only one of them can"
                                                        + " say where the servers of the client"
                                                        + " are"));
        runner.withPropertyValues(
                        "bisocket.clients.stock.addresses=127.0.0.1:1",
                        "bisocket.clients.stock.port=7")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .hasMessageStartingWith(
                                                "properties bisocket.clients.stock.port and"
                                                        + " bisocket.clients.stock.addresses"));
    }

    @Test
    void whenAnEntryIsNoAddressItIsNamed() {
        runner.withPropertyValues("bisocket.client.addresses=node-1:65432,node-2")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .isInstanceOfSatisfying(
                                                InvalidConfigurationPropertyValueException.class,
                                                invalid -> {
                                                    assertThat(invalid.getName())
                                                            .isEqualTo(
                                                                    "bisocket.client.addresses[1]");
                                                    assertThat(invalid.getValue())
                                                            .isEqualTo("node-2");
                                                    assertThat(invalid.getReason())
                                                            .startsWith(
                                                                    "it must be a host and a port"
                                                                            + " of 1 to 65535");
                                                }));
    }

    @Test
    void whenAHostIsNoneItIsNamed() {
        runner.withPropertyValues("bisocket.client.host=node 1")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .isInstanceOfSatisfying(
                                                InvalidConfigurationPropertyValueException.class,
                                                invalid ->
                                                        assertThat(invalid.getName())
                                                                .isEqualTo(
                                                                        "bisocket.client.host")));
    }
}
