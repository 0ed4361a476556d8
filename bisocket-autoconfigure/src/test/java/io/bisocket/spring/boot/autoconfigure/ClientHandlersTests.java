package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.ClientSession;
import io.bisocket.CryptoKey;
import io.bisocket.spring.BiSocketExchange;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.ClientNotFoundException;
import io.bisocket.spring.DuplicateHandlerException;
import io.bisocket.spring.InvalidHandlerException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What clients handle. */
class ClientHandlersTests {

    private static BiSocketServer server;

    private final ApplicationContextRunner unconfigured =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BiSocketAutoConfiguration.class,
                                    BiSocketClientAutoConfiguration.class,
                                    BiSocketServerAutoConfiguration.class))
                    .withPropertyValues(TestProperties.NEUTRAL);

    private final ApplicationContextRunner runner =
            unconfigured.withPropertyValues(
                    "bisocket.client.host=127.0.0.1",
                    "bisocket.client.port=" + server.port(),
                    "bisocket.clients.other.host=127.0.0.1",
                    "bisocket.clients.other.port=" + server.port());

    @BeforeAll
    static void start() {
        server =
                BiSocketServer.builder()
                        .address("127.0.0.1")
                        .port(0)
                        .key(CryptoKey.builtIn())
                        .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static class Sensors {

        final BlockingQueue<String> alerts = new LinkedBlockingQueue<>();

        @BiSocketHandler(value = "sensor.read", client = BiSocketHandler.DEFAULT_CLIENT)
        String read(String sensor) {
            return sensor + " of default";
        }

        @BiSocketHandler(value = "sensor.read", client = "other")
        String readOther(String sensor) {
            return sensor + " of other";
        }

        @BiSocketHandler(client = {"other", "default"})
        void alert(String alert) {
            alerts.add(alert);
        }
    }

    @Test
    void whenAServerAsksThenTheHandlerOfThatClientAnswers() {
        runner.withBean(Sensors.class)
                .run(
                        context -> {
                            assertThat(context).doesNotHaveBean(BiSocketServer.class);
                            assertThat(ask(context.getBean(BiSocketClient.class)))
                                    .isEqualTo("heat of default");
                            assertThat(ask(context.getBean("other", BiSocketClient.class)))
                                    .isEqualTo("heat of other");
                        });
    }

    @Test
    void whenAServerSendsThenAHandlerOfSeveralClientsHasIt() {
        runner.withBean(Sensors.class)
                .run(
                        context -> {
                            Sensors sensors = context.getBean(Sensors.class);
                            for (BiSocketClient client :
                                    context.getBeansOfType(BiSocketClient.class).values()) {
                                server.client(client.id())
                                        .sendAsync("alert", client.id().toString());
                                assertThat(sensors.alerts.poll(10, TimeUnit.SECONDS))
                                        .isEqualTo(client.id().toString());
                            }
                        });
    }

    @BiSocketExchange("sensor")
    interface Reading {
        String read(String sensor);
    }

    static class OwnReading implements Reading {

        @Override
        @BiSocketHandler(client = "default")
        public String read(String sensor) {
            return sensor + " by exchange";
        }
    }

    @Test
    void whenAClientImplementsAnExchangeThenItsNameIsThatOfTheExchange() {
        runner.withBean(OwnReading.class)
                .run(
                        context -> {
                            assertThat(context).doesNotHaveBean(BiSocketServer.class);
                            assertThat(ask(context.getBean(BiSocketClient.class)))
                                    .isEqualTo("heat by exchange");
                        });
    }

    static class AboutTheClient {

        @BiSocketHandler(client = "default")
        void session(ClientSession client) {}
    }

    static class AboutTheId {

        @BiSocketHandler(client = {"default", "other"})
        void id(String payload, UUID client) {}
    }

    static class AboutThePrincipal {

        @BiSocketHandler(client = "default")
        void who(Principal caller) {}
    }

    static class AboutThePrincipalIfAny {

        @BiSocketHandler(client = "default")
        void who(@Nullable Principal caller) {}
    }

    @Test
    void whenAHandlerOfAClientAsksWhoTheClientIsThenTheApplicationDoesNotStart() {
        assertRefused(
                AboutTheClient.class,
                "parameter 1 (io.bisocket.ClientSession) is about the client that asks, and this"
                        + " handler is called by a server: ask for Request or Peer, or remove client"
                        + " from @BiSocketHandler");
        assertRefused(AboutTheId.class, "parameter 2 (java.util.UUID) is about the client");
        assertRefused(
                AboutThePrincipal.class, "parameter 1 (java.security.Principal) is about the");
        runner.withBean(AboutThePrincipalIfAny.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    private void assertRefused(Class<?> handlers, String why) {
        runner.withBean(handlers)
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .rootCause()
                                        .isInstanceOfSatisfying(
                                                InvalidHandlerException.class,
                                                refused ->
                                                        assertThat(refused.reason())
                                                                .startsWith(why)));
    }

    @Test
    void whenTwoHandlersOfAClientHaveOneNameThenTheApplicationDoesNotStart() {
        runner.withBean(Sensors.class)
                .withBean(OwnReading.class)
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .hasRootCauseInstanceOf(DuplicateHandlerException.class));
    }

    @Test
    void whenAHandlerIsForAClientThatThereIsNotThenTheApplicationDoesNotStart() {
        unconfigured
                .withBean(Sensors.class)
                .withPropertyValues(
                        "bisocket.client.host=127.0.0.1", "bisocket.client.port=" + server.port())
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .isInstanceOf(ClientNotFoundException.class)
                                        .hasMessageContaining(
                                                "needs the client 'other', and there are default"));
        unconfigured
                .withBean(OwnReading.class)
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .hasMessageContaining(
                                                "needs the client 'default', and there is none"));
    }

    @Test
    void whenTheClientOfAHandlerIsDisabledThenThatIsNoMistake() {
        runner.withBean(Sensors.class)
                .withPropertyValues(
                        "bisocket.client.enabled=false", "bisocket.clients.other.enabled=false")
                .run(context -> assertThat(context).hasNotFailed());
    }

    private static String ask(BiSocketClient client) {
        byte[] reply =
                server.client(client.id())
                        .request("sensor.read", "heat".getBytes(StandardCharsets.UTF_8));
        return new String(reply, StandardCharsets.UTF_8);
    }
}
