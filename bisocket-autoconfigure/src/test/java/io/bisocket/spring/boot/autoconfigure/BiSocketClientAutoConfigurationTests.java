package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.ClientListener;
import io.bisocket.CryptoKey;
import io.bisocket.CryptoKeyException;
import io.bisocket.Encryption;
import io.bisocket.Message;
import io.bisocket.MessageReceiver;
import io.bisocket.NotConnectedException;
import io.bisocket.spring.BiSocketClientBuilderCustomizer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.Order;
import org.springframework.mock.env.MockEnvironment;

class BiSocketClientAutoConfigurationTests {

    private static BiSocketServer server;

    private final ApplicationContextRunner unconfigured =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BiSocketAutoConfiguration.class,
                                    BiSocketClientAutoConfiguration.class))
                    .withPropertyValues(TestProperties.NEUTRAL);

    private final ApplicationContextRunner runner =
            unconfigured.withPropertyValues(
                    "bisocket.client.host=127.0.0.1", "bisocket.client.port=" + server.port());

    @BeforeAll
    static void start() {
        server = server(0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whenHostIsNotSetThenThereIsNoClient() {
        unconfigured.run(
                context ->
                        assertThat(context)
                                .hasNotFailed()
                                .doesNotHaveBean(BiSocketClient.class)
                                .doesNotHaveBean(BiSocketServer.class));
        unconfigured
                .withPropertyValues("bisocket.client.host=")
                .run(context -> assertThat(context).doesNotHaveBean(BiSocketClient.class));
    }

    @Test
    void whenClientIsDisabledThenThereIsNone() {
        runner.withPropertyValues("bisocket.client.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(BiSocketClient.class));
    }

    @Test
    void whenCoreIsMissingThenThereIsNoClient() {
        runner.withClassLoader(
                        new FilteredClassLoader(
                                "io.bisocket.BiSocketClient", "io.bisocket.CryptoKey"))
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .doesNotHaveBean(BiSocketClientAutoConfiguration.class));
    }

    @Test
    void whenUserHasAClientThenItIsTheOnlyOne() {
        BiSocketClient own = BiSocketClient.builder().address("127.0.0.1", server.port()).build();
        runner.withBean("own", BiSocketClient.class, () -> own)
                .run(context -> assertThat(context).getBean(BiSocketClient.class).isSameAs(own));
    }

    @Test
    void whenEventLoopsSpinThenCallsAreAnswered() {
        runner.withPropertyValues("bisocket.event-loops.spin=1ms")
                .run(
                        context -> {
                            BiSocketClient client = context.getBean(BiSocketClient.class);
                            for (byte i = 0; i < 10; i++) {
                                assertThat(client.request("echo", new byte[] {i}))
                                        .containsExactly(i);
                            }
                        });
    }

    @Test
    void whenServerIsThereThenClientIsConnectedAfterTheStart() {
        UUID id = UUID.randomUUID();
        runner.withPropertyValues("bisocket.client.id=" + id)
                .run(
                        context -> {
                            BiSocketClient client = context.getBean(BiSocketClient.class);
                            assertThat(client.isConnected()).isTrue();
                            assertThat(client.id()).isEqualTo(id);
                            assertThat(client.dialect()).isEqualTo("native");
                            assertThat(client.serverAddress().getPort()).isEqualTo(server.port());
                            assertThat(client.lastError()).isNull();
                            assertThat(client.request("echo", "hi".getBytes()))
                                    .asString()
                                    .isEqualTo("hi");
                            assertThat(client.requestAsync("echo", "hi".getBytes()))
                                    .succeedsWithin(Duration.ofSeconds(10));
                            assertThat(client.request("echo", 42, Integer.class)).isEqualTo(42);
                        });
    }

    @Test
    void whenContextIsClosedThenClientIsGone() {
        BiSocketClient[] client = new BiSocketClient[1];
        runner.run(context -> client[0] = context.getBean(BiSocketClient.class));

        assertThat(client[0].isConnected()).isFalse();
        assertThatExceptionOfType(NotConnectedException.class)
                .isThrownBy(() -> client[0].send("echo", "too late"))
                .withMessageContaining("the client was closed");
    }

    @Test
    void whenContextIsStoppedAndStartedThenClientIsConnectedAgainUnderItsId() {
        runner.run(
                context -> {
                    BiSocketClient client = context.getBean(BiSocketClient.class);
                    UUID id = client.id();
                    context.getSourceApplicationContext().stop();
                    assertThat(client.isConnected()).isFalse();
                    context.getSourceApplicationContext().start();
                    assertThat(client.isConnected()).isTrue();
                    assertThat(client.id()).isEqualTo(id);
                });
    }

    @Test
    void whenServerIsNotThereThenTheApplicationStartsAllTheSame() {
        int port = TestProperties.closedPort();
        runner.withPropertyValues("bisocket.client.port=" + port)
                .run(
                        context -> {
                            BiSocketClient client = context.getBean(BiSocketClient.class);
                            assertThat(client.isConnected()).isFalse();
                            assertThat(client.lastError()).isNotNull();
                            try (BiSocketServer late = server(port)) {
                                await().until(client::isConnected);
                                await().until(() -> late.clients().size() == 1);
                            }
                        });
    }

    @Test
    void whenServerIsNotThereAndThatIsToFailThenTheApplicationDoesNotStart() {
        runner.withPropertyValues(
                        "bisocket.client.port=" + TestProperties.closedPort(),
                        "bisocket.client.fail-fast=true")
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .hasStackTraceContaining(
                                                "bisocket.client.fail-fast is true"));
    }

    @Test
    void whenTheBuiltInKeyIsToLeaveLoopbackThenTheApplicationDoesNotStart() {
        runner.withPropertyValues("bisocket.client.host=192.0.2.1")
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .hasRootCauseInstanceOf(CryptoKeyException.class));
    }

    static class Receiver implements MessageReceiver {

        final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final BiSocketClient client;

        Receiver(BiSocketClient client) {
            this.client = client;
        }

        @Override
        public void receive(Message message) {
            texts.add(message.text() + client.isConnected());
        }
    }

    @Test
    void whenThereIsAReceiverThenItGetsRepliesAndMayNeedTheClient() {
        runner.withBean(Receiver.class)
                .run(
                        context -> {
                            context.getBean(BiSocketClient.class).send("echo", "hello ");
                            assertThat(
                                            context.getBean(Receiver.class)
                                                    .texts
                                                    .poll(10, TimeUnit.SECONDS))
                                    .isEqualTo("hello true");
                        });
    }

    static class Listener implements ClientListener {

        final BlockingQueue<BiSocketClient> connected = new LinkedBlockingQueue<>();

        @Override
        public void connected(BiSocketClient client) {
            connected.add(client);
        }
    }

    @Test
    void whenThereIsAListenerThenItIsTold() {
        runner.withBean(Listener.class)
                .run(
                        context ->
                                assertThat(
                                                context.getBean(Listener.class)
                                                        .connected
                                                        .poll(10, TimeUnit.SECONDS))
                                        .isNotNull());
    }

    @Order(1)
    static class IdCustomizer implements BiSocketClientBuilderCustomizer {

        static final UUID ID = UUID.randomUUID();

        @Override
        public void customize(BiSocketClient.Builder builder) {
            builder.id(ID);
        }
    }

    @Test
    void whenThereIsACustomizerThenItHasTheLastWord() {
        runner.withPropertyValues("bisocket.client.id=" + UUID.randomUUID())
                .withBean(IdCustomizer.class)
                .run(
                        context ->
                                assertThat(context.getBean(BiSocketClient.class).id())
                                        .isEqualTo(IdCustomizer.ID));
    }

    @Test
    void whenClosedBeforeItsFirstUseThenNothingIsMade() {
        ContextClient client =
                new ContextClient(
                        settings(),
                        () -> {
                            throw new AssertionError("nobody needs it");
                        },
                        event -> {});

        client.close();
        assertThat(client.closeAsync()).isCompleted();
        assertThat(client.isConnected()).isFalse();
        assertThat(client.lastError()).isNull();
        assertThatExceptionOfType(NotConnectedException.class).isThrownBy(client::id);
    }

    private static ClientSettings settings() {
        MockEnvironment environment =
                new MockEnvironment().withProperty("bisocket.client.host", "127.0.0.1");
        BiSocketProperties properties =
                Binder.get(environment).bindOrCreate("bisocket", BiSocketProperties.class);
        return ClientSettings.of(properties, environment);
    }

    private static BiSocketServer server(int port) {
        return BiSocketServer.builder()
                .address("127.0.0.1")
                .port(port)
                .key(CryptoKey.builtIn())
                .python(Encryption.SECURE)
                .handler("echo", request -> request.reply(request.bytes()))
                .start();
    }
}
