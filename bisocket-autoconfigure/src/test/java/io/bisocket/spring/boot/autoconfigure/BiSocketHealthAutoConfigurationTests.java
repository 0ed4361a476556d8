package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.spring.BiSocketServerBuilderCustomizer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class BiSocketHealthAutoConfigurationTests {

    private static final String SECRET = "key of the health tests";

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    HealthContributorAutoConfiguration.class,
                                    HealthContributorRegistryAutoConfiguration.class,
                                    BiSocketAutoConfiguration.class,
                                    BiSocketServerAutoConfiguration.class,
                                    BiSocketClientAutoConfiguration.class,
                                    BiSocketHealthAutoConfiguration.class))
                    .withPropertyValues(TestProperties.NEUTRAL)
                    .withPropertyValues("bisocket.crypto-key=" + SECRET);

    private final ApplicationContextRunner server =
            runner.withPropertyValues("bisocket.server.enabled=true");

    @Test
    void whenThereIsNeitherServerNorClientThenThereIsNoHealthOfThem() {
        runner.run(
                context ->
                        assertThat(context)
                                .hasNotFailed()
                                .doesNotHaveBean("bisocketServerHealthContributor")
                                .doesNotHaveBean("bisocketClientHealthContributor"));
    }

    @Test
    void whenServerRunsThenItIsUpWithItsDetails() {
        server.run(
                context -> {
                    Health health = health(context, "bisocketServer");
                    assertThat(health.getStatus()).isEqualTo(Status.UP);
                    assertThat(health.getDetails())
                            .containsEntry("state", "running")
                            .containsEntry(
                                    "address",
                                    "127.0.0.1:" + context.getBean(BiSocketServer.class).port())
                            .containsEntry("dialects", List.of("native"))
                            .containsEntry("clients", 0)
                            .containsEntry("clientsByDialect", Map.of("native", 0L))
                            .containsEntry("clientIds", List.of());
                    assertThat(health.toString()).doesNotContain(SECRET);
                });
    }

    @Test
    void whenServerIsStoppedThenItIsOutOfService() {
        server.run(
                context -> {
                    context.getBean(BiSocketServer.class).close();
                    Health health = health(context, "bisocketServer");
                    assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
                    assertThat(health.getDetails()).containsEntry("state", "stopped");
                });
    }

    @Test
    void whenServerCannotStartThenItIsDownWithTheError() {
        ContextServer failed =
                new ContextServer(
                        () -> BiSocketServer.builder().address("no-such-host.invalid").port(0));
        try {
            failed.start();
        } catch (RuntimeException expected) {
            assertThat(failed.lastError()).isSameAs(expected);
        }

        Health health = new ServerHealthIndicator(failed).health();
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails().get("lastError"))
                .asString()
                .contains("cannot listen on no-such-host.invalid");
    }

    @Test
    void whenClientIsConnectedThenBothAreUpAndTheServerKnowsIt() {
        try (BiSocketServer peer =
                BiSocketServer.builder()
                        .address("127.0.0.1")
                        .port(0)
                        .key(CryptoKey.of(SECRET))
                        .start()) {
            client(peer.port())
                    .run(
                            context -> {
                                BiSocketClient client = context.getBean(BiSocketClient.class);
                                Health health = health(context, "bisocketClient");
                                assertThat(health.getStatus()).isEqualTo(Status.UP);
                                assertThat(health.getDetails())
                                        .containsEntry("state", "connected")
                                        .containsEntry("server", "127.0.0.1:" + peer.port())
                                        .containsEntry("dialect", client.dialect())
                                        .containsEntry("id", client.id())
                                        .doesNotContainKey("lastError");

                                Health serversSide = new ServerHealthIndicator(peer).health();
                                assertThat(serversSide.getDetails())
                                        .containsEntry("clients", 1)
                                        .containsEntry("clientsByDialect", Map.of("native", 1L))
                                        .containsEntry("clientIds", List.of(client.id()));
                            });
        }
    }

    @Test
    void whenClientIsNotConnectedThenItIsDownWithTheError() {
        client(TestProperties.closedPort())
                .run(
                        context -> {
                            Health health = health(context, "bisocketClient");
                            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
                            assertThat(health.getDetails()).containsEntry("state", "not connected");
                            assertThat(health.getDetails().get("lastError"))
                                    .asString()
                                    .contains("CONNECTION_LOST")
                                    .contains("127.0.0.1:");
                            assertThat(health.toString()).doesNotContain(SECRET);
                        });
    }

    @Test
    void whenThereAreNamedClientsThenEachHasItsHealth() {
        int closed = TestProperties.closedPort();
        client(closed)
                .withPropertyValues(
                        "bisocket.clients.stock.host=127.0.0.1",
                        "bisocket.clients.stock.port=" + closed)
                .run(
                        context -> {
                            CompositeHealthContributor clients =
                                    (CompositeHealthContributor)
                                            contributor(context, "bisocketClient");
                            assertThat(clients.stream().map(each -> each.name()))
                                    .containsExactlyInAnyOrder("default", "stock");
                            HealthIndicator stock =
                                    (HealthIndicator) clients.getContributor("stock");
                            assertThat(stock.health().getStatus()).isEqualTo(Status.DOWN);
                        });
    }

    @Test
    void whenHealthIsMissingThenServersRunWithoutIt() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                BiSocketAutoConfiguration.class,
                                BiSocketServerAutoConfiguration.class,
                                BiSocketHealthAutoConfiguration.class))
                .withPropertyValues(TestProperties.NEUTRAL)
                .withPropertyValues("bisocket.server.enabled=true")
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .hasSingleBean(BiSocketServer.class)
                                        .doesNotHaveBean(BiSocketHealthAutoConfiguration.class));
    }

    @Test
    void whenHealthIsDisabledThenThereIsNone() {
        server.withPropertyValues("management.health.bisocket-server.enabled=false")
                .run(
                        context ->
                                assertThat(context)
                                        .doesNotHaveBean("bisocketServerHealthContributor"));
        client(TestProperties.closedPort())
                .withPropertyValues("management.health.bisocket-client.enabled=false")
                .run(
                        context ->
                                assertThat(context)
                                        .doesNotHaveBean("bisocketClientHealthContributor"));
    }

    @Test
    void whenUserHasAnIndicatorOfTheNameThenItIsTheOnlyOne() {
        HealthIndicator own = () -> Health.unknown().build();
        server.withBean("bisocketServerHealthIndicator", HealthIndicator.class, () -> own)
                .run(context -> assertThat(contributor(context, "bisocketServer")).isSameAs(own));
    }

    @Test
    void whenUserHasTwoServersThenTheirHealthIsOneOfMany() {
        runner.withBean("one", BiSocketServer.class, this::ownServer)
                .withBean("two", BiSocketServer.class, this::ownServer)
                .run(
                        context ->
                                assertThat(contributor(context, "bisocketServer"))
                                        .isInstanceOf(CompositeHealthContributor.class));
    }

    @Test
    void whenACustomizerChangesTheServerThenHealthTellsTheTruth() {
        server.withBean(
                        BiSocketServerBuilderCustomizer.class,
                        () -> builder -> builder.python(Encryption.FASTER))
                .run(
                        context ->
                                assertThat(health(context, "bisocketServer").getDetails())
                                        .containsEntry(
                                                "dialects", List.of("native", "python/faster")));
    }

    @Test
    void whenClientsSpeakTwoFormatsThenEachIsCounted() {
        try (BiSocketServer peer =
                        BiSocketServer.builder()
                                .address("127.0.0.1")
                                .port(0)
                                .key(CryptoKey.of(SECRET))
                                .python(Encryption.FASTER)
                                .start();
                BiSocketClient one = own(peer).connect();
                BiSocketClient other = own(peer).python(Encryption.FASTER).connect()) {
            await().until(() -> peer.clients().size() == 2);
            assertThat(List.of(one.dialect(), other.dialect()))
                    .containsExactly("native", "python/faster");
            assertThat(new ServerHealthIndicator(peer).health().getDetails())
                    .containsEntry("dialects", List.of("native", "python/faster"))
                    .containsEntry("clients", 2)
                    .containsEntry("clientsByDialect", Map.of("native", 1L, "python/faster", 1L));
        }
    }

    private static BiSocketClient.Builder own(BiSocketServer server) {
        return BiSocketClient.builder()
                .address("127.0.0.1", server.port())
                .key(CryptoKey.of(SECRET));
    }

    private ApplicationContextRunner client(int port) {
        return runner.withPropertyValues(
                "bisocket.client.host=127.0.0.1", "bisocket.client.port=" + port);
    }

    private BiSocketServer ownServer() {
        return BiSocketServer.builder().address("127.0.0.1").port(0).start();
    }

    private static Health health(AssertableApplicationContext context, String name) {
        return ((HealthIndicator) contributor(context, name)).health();
    }

    private static HealthContributor contributor(
            AssertableApplicationContext context, String name) {
        return context.getBean(HealthContributorRegistry.class).getContributor(name);
    }
}
