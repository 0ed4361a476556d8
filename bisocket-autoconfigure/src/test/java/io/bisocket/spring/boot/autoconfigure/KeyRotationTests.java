package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.KeyRing;
import io.bisocket.Reconnect;
import io.bisocket.spring.BiSocketKeys;
import io.bisocket.spring.BiSocketServerBuilderCustomizer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.env.MapPropertySource;

/** Keys that are replaced while the server runs. */
@ExtendWith(OutputCaptureExtension.class)
class KeyRotationTests {

    /** In the form of random keys, so that nothing has to be stretched. */
    private static final String OLD = "1f".repeat(32);

    private static final String NEW = "2f".repeat(32);

    private static final String CLIENT = "0e211fba-41ee-486d-a35f-12bed9fd4de2";

    private static final Duration SOON = Duration.ofSeconds(10);

    private final Map<String, Object> changes = new HashMap<>();

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BiSocketAutoConfiguration.class,
                                    BiSocketServerAutoConfiguration.class,
                                    BiSocketClientAutoConfiguration.class))
                    .withPropertyValues(TestProperties.NEUTRAL)
                    .withInitializer(
                            context ->
                                    context.getEnvironment()
                                            .getPropertySources()
                                            .addFirst(new MapPropertySource("changes", changes)));

    private final ApplicationContextRunner server =
            runner.withPropertyValues(
                    "bisocket.server.enabled=true", "bisocket.keys.old.crypto-key=" + OLD);

    @Test
    void whenSpringCloudChangesTheEnvironmentThenTheServerHasTheNewKeysToo() {
        server.run(
                context -> {
                    try (BiSocketClient old = client(context, "old", OLD).connect()) {
                        changes.put("bisocket.keys.new.crypto-key", NEW);
                        context.publishEvent(new EnvironmentChangeEvent(context));

                        await().ignoreExceptionsInstanceOf(BiSocketException.class)
                                .untilAsserted(() -> assertConnects(context, "new", NEW));
                        assertThat(old.isConnected()).isTrue();
                    }
                });
    }

    @Test
    void whenSomethingElseHappensThenTheKeysAreNotRead() {
        server.run(
                context -> {
                    changes.put("bisocket.keys.new.crypto-key", NEW);
                    context.publishEvent(new PayloadApplicationEvent<>(this, "something else"));
                    assertThat(names(context)).containsExactly("old");
                });
    }

    @Test
    void whenAKeyIsReplacedThenItsSessionsEndAndItOpensNoOther() {
        server.run(
                context -> {
                    try (BiSocketClient client = client(context, "old", OLD).connect()) {
                        changes.put("bisocket.keys.old.crypto-key", NEW);
                        assertThat(refresh(context)).succeedsWithin(SOON);

                        await().until(() -> !client.isConnected());
                        assertThatThrownBy(() -> client(context, "old", OLD).connect())
                                .isInstanceOf(BiSocketException.class);
                        assertConnects(context, "old", NEW);
                    }
                });
    }

    @Test
    void whenNoKeyWouldBeLeftThenNothingChanges(CapturedOutput output) {
        runner.withPropertyValues("bisocket.server.enabled=true")
                .withPropertyValues("bisocket.crypto-key=" + OLD)
                .run(
                        context -> {
                            changes.put("bisocket.crypto-key", "");
                            assertRefused(context, "there would be no key but the built-in one");
                            assertConnects(context, null, OLD);
                        });
        assertThat(output).containsPattern("ERROR.*bisocket keeps its keys").doesNotContain(OLD);
    }

    @Test
    void whenNewKeysCannotBeBoundThenNothingChanges(CapturedOutput output) {
        server.run(
                context -> {
                    changes.put("bisocket.keys.old.crypto-key", NEW);
                    changes.put("bisocket.keys.old.not-after", "some day");
                    assertThat(refresh(context))
                            .failsWithin(SOON)
                            .withThrowableThat()
                            .withCauseInstanceOf(BindException.class);
                    assertConnects(context, "old", OLD);
                });
        assertThat(output).containsPattern("ERROR.*bisocket keeps its keys").doesNotContain(NEW);
    }

    @Test
    void whenThePythonFormatWouldHaveNoKeyThenNothingChanges() {
        server.withPropertyValues(
                        "bisocket.crypto-key=" + OLD + OLD, "bisocket.server.python.enabled=true")
                .run(
                        context -> {
                            changes.put("bisocket.crypto-key", "");
                            assertRefused(context, "the Python format uses the key without a name");
                            assertThat(names(context)).containsExactly(null, "old");
                        });
    }

    @Test
    void whenThePythonFormatIsEnabledThenItHasTheNewKeyToo() {
        runner.withPropertyValues(
                        "bisocket.server.enabled=true",
                        "bisocket.server.python.enabled=true",
                        "bisocket.crypto-key=" + OLD)
                .run(
                        context -> {
                            changes.put("bisocket.crypto-key", NEW);
                            assertThat(refresh(context)).succeedsWithin(SOON);
                            assertConnects(context, null, NEW);
                            client(context, null, NEW).python(Encryption.SECURE).connect().close();
                        });
    }

    @Test
    void whenTheServerRefusesTheKeysThenNothingChanges() {
        server.withPropertyValues("bisocket.crypto-key=" + OLD + OLD)
                .withBean(
                        BiSocketServerBuilderCustomizer.class,
                        () -> builder -> builder.python(Encryption.SECURE))
                .run(
                        context -> {
                            changes.put("bisocket.crypto-key", "");
                            assertThat(refresh(context))
                                    .failsWithin(SOON)
                                    .withThrowableThat()
                                    .withCauseInstanceOf(IllegalArgumentException.class);
                            assertThat(names(context)).containsExactly(null, "old");
                        });
    }

    @Test
    void whenTheClientsKeyWouldBeGoneThenNothingChanges() {
        server.withPropertyValues(
                        "bisocket.client.host=127.0.0.1",
                        "bisocket.client.port=" + TestProperties.closedPort(),
                        "bisocket.client.key-name=old")
                .run(
                        context -> {
                            changes.put("bisocket.keys.new.crypto-key", NEW);
                            assertThat(refresh(context)).succeedsWithin(SOON);
                            changes.put("bisocket.keys.old.clients", CLIENT);
                            assertRefused(context, "the client's key");
                            assertThat(names(context)).containsExactlyInAnyOrder("old", "new");
                        });
    }

    @Test
    void whenAKeyIsReplacedThenEachClientGoesOverToTheNewOne() {
        try (BiSocketServer peer =
                BiSocketServer.builder()
                        .address("127.0.0.1")
                        .port(0)
                        .keys(ring("ours", OLD))
                        .start()) {
            runner.withPropertyValues(
                            "bisocket.keys.ours.crypto-key=" + OLD,
                            "bisocket.client.host=127.0.0.1",
                            "bisocket.client.port=" + peer.port(),
                            "bisocket.client.key-name=ours",
                            "bisocket.clients.other.host=127.0.0.1",
                            "bisocket.clients.other.port=" + peer.port())
                    .run(
                            context -> {
                                var clients = context.getBeansOfType(BiSocketClient.class).values();
                                assertThat(clients)
                                        .hasSize(2)
                                        .allMatch(BiSocketClient::isConnected);
                                assertThat(peer.keys(ring("ours", NEW))).succeedsWithin(SOON);
                                await().until(() -> peer.clients().isEmpty());
                                changes.put("bisocket.keys.ours.crypto-key", NEW);
                                assertThat(refresh(context)).succeedsWithin(SOON);

                                await().until(() -> peer.clients().size() == 2);
                                await().until(
                                                () ->
                                                        clients.stream()
                                                                .allMatch(
                                                                        BiSocketClient
                                                                                ::isConnected));
                            });
        }
    }

    @Test
    void whenTheContextIsStartedAgainThenTheServerStillHasTheNewKeys() {
        server.run(
                context -> {
                    context.getSourceApplicationContext().stop();
                    changes.put("bisocket.keys.new.crypto-key", NEW);
                    assertThat(refresh(context)).succeedsWithin(SOON);
                    context.getSourceApplicationContext().start();
                    assertConnects(context, "new", NEW);
                });
    }

    @Test
    void whenTheApplicationMakesTheRingThenARefreshAsksForAnother() {
        AtomicReference<KeyRing> ring = new AtomicReference<>(ring("own", OLD));
        runner.withPropertyValues("bisocket.server.enabled=true", "bisocket.crypto-key=" + NEW)
                .withBean(
                        KeyRing.class,
                        ring::get,
                        bean -> bean.setScope(BeanDefinition.SCOPE_PROTOTYPE))
                .run(
                        context -> {
                            assertConnects(context, "own", OLD);
                            ring.set(ring("other", NEW));
                            assertThat(refresh(context)).succeedsWithin(SOON);
                            assertConnects(context, "other", NEW);
                            assertThat(names(context)).containsExactly("other");
                        });
    }

    @Test
    void whenAKeyHasExpiredAtTheStartThenAWarningSaysSo(CapturedOutput output) {
        server.withPropertyValues("bisocket.keys.old.not-after=2020-01-31T12:00:00Z")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).containsPattern("WARN.*'old'.* expired at 2020-01-31T12:00:00Z");
    }

    @Test
    void whenTheClientsKeyHasExpiredAtTheStartThenAWarningSaysSo(CapturedOutput output) {
        runner.withPropertyValues(
                        "bisocket.keys.old.crypto-key=" + OLD,
                        "bisocket.keys.old.not-after=2020-01-31T12:00:00Z",
                        "bisocket.client.host=127.0.0.1",
                        "bisocket.client.port=" + TestProperties.closedPort(),
                        "bisocket.client.key-name=old")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .containsPattern("WARN.*The client's key has expired.*'old' until 2020-01-31");
    }

    @Test
    void whenNobodyUsesKeysThenAChangeOfTheEnvironmentReadsNone() {
        runner.withPropertyValues("bisocket.require-key=true")
                .run(
                        context -> {
                            context.publishEvent(new EnvironmentChangeEvent(context));
                            assertThat(context).hasNotFailed();
                        });
    }

    private static void assertConnects(
            AssertableApplicationContext context, String name, String key) {
        try (BiSocketClient client = client(context, name, key).connect()) {
            assertThat(client.isConnected()).isTrue();
        }
    }

    private static void assertRefused(AssertableApplicationContext context, String message) {
        KeyRing before = context.getBean(BiSocketKeys.class).ring();
        assertThat(refresh(context))
                .failsWithin(SOON)
                .withThrowableThat()
                .withCauseInstanceOf(InvalidKeysException.class)
                .withMessageContaining(message);
        assertThat(context.getBean(BiSocketKeys.class).ring()).isSameAs(before);
    }

    private static CompletableFuture<Void> refresh(AssertableApplicationContext context) {
        return context.getBean(BiSocketKeys.class).refresh();
    }

    private static Iterable<String> names(AssertableApplicationContext context) {
        return context.getBean(BiSocketKeys.class).ring().entries().stream()
                .map(KeyRing.Entry::name)
                .toList();
    }

    private static KeyRing ring(String name, String key) {
        return KeyRing.builder().key(name, CryptoKey.of(key)).build();
    }

    /**
     * @param name null for the key without one
     */
    private static BiSocketClient.Builder client(
            AssertableApplicationContext context, String name, String key) {
        BiSocketClient.Builder builder =
                BiSocketClient.builder()
                        .address("127.0.0.1", context.getBean(BiSocketServer.class).port())
                        .reconnect(Reconnect.never());
        return name == null ? builder.key(CryptoKey.of(key)) : builder.key(name, CryptoKey.of(key));
    }
}
