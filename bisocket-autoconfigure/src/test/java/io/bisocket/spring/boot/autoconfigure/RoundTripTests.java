package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import io.bisocket.BiSocketServer;
import io.bisocket.ClientSession;
import io.bisocket.Encryption;
import io.bisocket.ErrorCode;
import io.bisocket.Message;
import io.bisocket.MessageReceiver;
import io.bisocket.NoHandlerException;
import io.bisocket.RemoteHandlerException;
import io.bisocket.Request;
import io.bisocket.ServerListener;
import io.bisocket.spring.BiSocketHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** Two applications, one with handlers and one with a client, over real sockets. */
class RoundTripTests {

    private static final String KEY = "--bisocket.crypto-key=of the round trips";

    private static ConfigurableApplicationContext serving;
    private static ConfigurableApplicationContext calling;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({Handlers.class, Sessions.class})
    static class Serving {}

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Received.class)
    static class Calling {}

    record Order(String item, int count) {}

    record Receipt(UUID client, List<Order> orders) {}

    static class Handlers {

        final CountDownLatch slowStarted = new CountDownLatch(1);
        final CountDownLatch slowMayEnd = new CountDownLatch(1);

        @BiSocketHandler("echo")
        byte[] echo(byte[] payload) {
            return payload;
        }

        @BiSocketHandler("order.place")
        Receipt place(List<Order> orders, ClientSession client) {
            return new Receipt(client.id(), orders);
        }

        @BiSocketHandler("later")
        CompletableFuture<String> later(String text) {
            return CompletableFuture.supplyAsync(() -> text + " later");
        }

        @BiSocketHandler("ticks")
        Stream<Integer> ticks(int count) {
            return IntStream.range(0, count).boxed();
        }

        @BiSocketHandler("fail")
        void fail() {
            throw new IllegalStateException("no luck");
        }

        @BiSocketHandler("slow")
        String slow() throws InterruptedException {
            slowStarted.countDown();
            slowMayEnd.await(5, TimeUnit.SECONDS);
            return "slow but sure";
        }

        @BiSocketHandler("ünïcode näme")
        String unicode(Request request) {
            return request.method();
        }
    }

    static class Sessions implements ServerListener {

        final BlockingQueue<UUID> opened = new LinkedBlockingQueue<>();
        final BlockingQueue<UUID> closed = new LinkedBlockingQueue<>();

        @Override
        public void clientOpened(ClientSession client) {
            opened.add(client.id());
        }

        @Override
        public void clientClosed(ClientSession client) {
            closed.add(client.id());
        }
    }

    static class Received implements MessageReceiver {

        final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

        @Override
        public void receive(Message message) {
            texts.add(message.text());
        }

        String next() {
            try {
                return texts.poll(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @BeforeAll
    static void start() {
        serving = run(Serving.class);
        calling = run(Calling.class, clientArguments(serving));
    }

    @AfterAll
    static void close() {
        calling.close();
        serving.close();
    }

    @Test
    void whenHandlersAreCalledThenTheyAnswer() {
        assertThat(client().request("echo", bytes("hi"))).isEqualTo(bytes("hi"));
        assertThat(client().request("echo", new byte[0])).isEmpty();
        assertThat(client().request("later", bytes("see you"))).isEqualTo(bytes("see you later"));
        assertThat(client().request("ünïcode näme", new byte[0])).isEqualTo(bytes("ünïcode näme"));
    }

    @Test
    void whenPayloadsAreObjectsThenTheyTravelAsJson() {
        List<Order> orders = List.of(new Order("tea", 2), new Order("milk", 1));
        assertThat(client().request("order.place", orders, Receipt.class))
                .isEqualTo(new Receipt(client().id(), orders));
    }

    @Test
    void whenAHandlerFailsThenItsCallerIsToldAndTheNextIsServed() {
        assertThatExceptionOfType(RemoteHandlerException.class)
                .isThrownBy(() -> client().request("fail", new byte[0]))
                .withMessageContaining("IllegalStateException")
                .withMessageContaining("no luck");
        assertThatExceptionOfType(BiSocketException.class)
                .isThrownBy(() -> client().request("order.place", bytes("no JSON")))
                .withMessageContaining("in JSON")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_PAYLOAD));
        assertThat(client().request("echo", bytes("hi"))).isEqualTo(bytes("hi"));
    }

    @Test
    void whenNobodyHandlesAMethodThenItsCallerIsTold() {
        assertThatExceptionOfType(NoHandlerException.class)
                .isThrownBy(() -> client().request("nobody", new byte[0]))
                .withMessageContaining("nobody");
    }

    @Test
    void whenAHandlerReturnsAStreamThenTheReceiverGetsEachElement() {
        client().sendObject("ticks", 3);

        Received received = calling.getBean(Received.class);
        assertThat(Stream.generate(received::next).limit(3)).containsExactly("0", "1", "2");
    }

    @Test
    void whenTheServerSendsUnaskedThenTheReceiverGetsIt() {
        UUID id = client().id();
        ClientSession session =
                await().until(() -> server().client(id).session(), Optional::isPresent)
                        .orElseThrow();
        session.send("news", "good ones");

        assertThat(calling.getBean(Received.class).next()).isEqualTo("good ones");
    }

    @Test
    void whenClientsComeAndGoThenListenersAreTold() throws InterruptedException {
        try (ConfigurableApplicationContext server = run(Serving.class)) {
            Sessions sessions = server.getBean(Sessions.class);
            UUID id;
            try (ConfigurableApplicationContext caller =
                    run(Calling.class, clientArguments(server))) {
                id = caller.getBean(BiSocketClient.class).id();
                assertThat(sessions.opened.poll(10, TimeUnit.SECONDS)).isEqualTo(id);
            }
            assertThat(sessions.closed.poll(10, TimeUnit.SECONDS)).isEqualTo(id);
        }
    }

    @Test
    void whenTheContextIsClosedThenAcceptedRequestsAreAnswered() throws InterruptedException {
        try (ConfigurableApplicationContext server = run(Serving.class);
                ConfigurableApplicationContext caller =
                        run(Calling.class, clientArguments(server))) {
            Handlers handlers = server.getBean(Handlers.class);
            BiSocketServer socketServer = server.getBean(BiSocketServer.class);
            CompletableFuture<byte[]> reply =
                    caller.getBean(BiSocketClient.class).requestAsync("slow", new byte[0]);
            assertThat(handlers.slowStarted.await(10, TimeUnit.SECONDS)).isTrue();

            CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
            await().until(() -> !socketServer.isRunning());
            assertThat(closed).isNotDone();
            handlers.slowMayEnd.countDown();

            assertThat(reply)
                    .succeedsWithin(Duration.ofSeconds(10))
                    .isEqualTo(bytes("slow but sure"));
            assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @EnumSource(Encryption.class)
    void whenBothEndsSpeakThePythonFormatInOneModeThenTheyUnderstandEachOther(
            Encryption encryption) {
        String mode = "--BISOCKET_ENCRYPTION=" + encryption.wireName();
        try (ConfigurableApplicationContext other =
                        run(Serving.class, mode, "--bisocket.server.python.enabled=true");
                ConfigurableApplicationContext caller =
                        run(
                                Calling.class,
                                clientArguments(
                                        other, mode, "--bisocket.client.protocol=python"))) {
            BiSocketClient client = caller.getBean(BiSocketClient.class);
            assertThat(client.dialect()).isEqualTo("python/" + encryption.wireName());
            assertThat(client.request("echo", bytes("hi"))).isEqualTo(bytes("hi"));
        }
    }

    @Test
    void whenAnApplicationTalksToItselfThenItsClientComesBackUntilItsServerIsThere() {
        int port = TestProperties.closedPort();
        try (ConfigurableApplicationContext both =
                run(
                        Serving.class,
                        "--bisocket.server.port=" + port,
                        "--bisocket.client.host=127.0.0.1",
                        "--bisocket.client.port=" + port)) {
            BiSocketClient client = both.getBean(BiSocketClient.class);
            await().until(client::isConnected);
            assertThat(client.request("echo", bytes("me"))).isEqualTo(bytes("me"));
        }
    }

    @Test
    void whenBeansAreLazyThenThereAreHandlersAllTheSame() {
        try (ConfigurableApplicationContext lazy =
                        run(Serving.class, "--spring.main.lazy-initialization=true");
                ConfigurableApplicationContext caller = run(Calling.class, clientArguments(lazy))) {
            assertThat(caller.getBean(BiSocketClient.class).request("echo", bytes("hi")))
                    .isEqualTo(bytes("hi"));
        }
    }

    private static BiSocketClient client() {
        return calling.getBean(BiSocketClient.class);
    }

    private static BiSocketServer server() {
        return serving.getBean(BiSocketServer.class);
    }

    private static String[] clientArguments(
            ConfigurableApplicationContext server, String... arguments) {
        return Stream.concat(
                        Stream.of(
                                "--bisocket.client.host=127.0.0.1",
                                "--bisocket.client.port="
                                        + server.getEnvironment()
                                                .getProperty("local.bisocket.server.port")),
                        Stream.of(arguments))
                .toArray(String[]::new);
    }

    private static ConfigurableApplicationContext run(Class<?> type, String... arguments) {
        SpringApplication application = new SpringApplication(type);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        return application.run(
                TestProperties.arguments(Stream.concat(Stream.of(KEY), Stream.of(arguments))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
