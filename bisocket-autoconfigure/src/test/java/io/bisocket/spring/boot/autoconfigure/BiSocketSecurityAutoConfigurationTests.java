package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.ClientAuthenticator;
import io.bisocket.ConnectedClients;
import io.bisocket.CryptoKey;
import io.bisocket.ForbiddenException;
import io.bisocket.RemoteHandlerException;
import io.bisocket.Request;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.BiSocketKeys;
import io.bisocket.spring.ClientConnectedEvent;
import io.bisocket.spring.ClientDisconnectedEvent;
import io.bisocket.spring.security.BiSocketAuthentication;
import io.bisocket.spring.security.MethodAuthorization;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.MapPropertySource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/** Handlers that run as the client that asks, and events of clients that come and go. */
class BiSocketSecurityAutoConfigurationTests {

    private static final UUID ALICE = new UUID(0, 1);
    private static final String ALICES = "1a".repeat(32);
    private static final String SHARED = "2b".repeat(32);
    private static final String UNNAMED = "3c".repeat(32);

    private final Map<String, Object> changes = new HashMap<>();

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BiSocketAutoConfiguration.class,
                                    BiSocketSecurityAutoConfiguration.class,
                                    BiSocketServerAutoConfiguration.class))
                    .withPropertyValues(TestProperties.NEUTRAL)
                    .withPropertyValues(
                            "bisocket.crypto-key=" + UNNAMED,
                            "bisocket.keys.alice.crypto-key=" + ALICES,
                            "bisocket.keys.alice.clients=" + ALICE,
                            "bisocket.keys.alice.authorities=admin,read",
                            "bisocket.keys.shared.crypto-key=" + SHARED,
                            "bisocket.keys.shared.authorities=read")
                    .withInitializer(
                            context ->
                                    context.getEnvironment()
                                            .getPropertySources()
                                            .addFirst(new MapPropertySource("changes", changes)))
                    .withUserConfiguration(Handlers.class);

    @Test
    void whenAClientHasAKeyHandlersRunAsItsHolder() {
        runner.run(
                context -> {
                    try (BiSocketClient client = alice(context)) {
                        assertThat(ask(client, "who")).isEqualTo("alice [admin, read]");
                        assertThat(ask(client, "later")).isEqualTo("alice [admin, read]");
                        assertThat(ask(client, "parameter"))
                                .isEqualTo("alice with alice, " + ALICE);
                        assertThat(ask(client, "principal")).isEqualTo("alice");
                    }
                    try (BiSocketClient client = connect(context, "shared", SHARED)) {
                        assertThat(ask(client, "who")).isEqualTo("shared [read]");
                    }
                    try (BiSocketClient client = connect(context, null, UNNAMED)) {
                        assertThat(ask(client, "who")).isEqualTo("anonymous [ROLE_ANONYMOUS]");
                    }
                });
    }

    @Test
    void whenAMethodIsNotAllowedTheCallerIsToldNoMore() {
        runner.run(
                context -> {
                    try (BiSocketClient client = alice(context);
                            BiSocketClient other = connect(context, "shared", SHARED)) {
                        assertThat(ask(client, "secret")).isEqualTo("42");
                        assertThat(ask(client, "secret.later")).isEqualTo("43");
                        assertForbidden(other, "secret");
                        assertForbidden(other, "secret.later");
                        assertThat(ask(other, "who")).isEqualTo("shared [read]");
                        assertThatThrownBy(() -> ask(other, "fail"))
                                .isInstanceOf(RemoteHandlerException.class)
                                .hasMessageContaining("no good");
                    }
                });
    }

    @Test
    void whenThereAreRulesForMethodsTheyAreAskedFirst() {
        runner.withUserConfiguration(Rules.class)
                .run(
                        context -> {
                            try (BiSocketClient client = alice(context);
                                    BiSocketClient other = connect(context, "shared", SHARED)) {
                                assertThat(ask(client, "count")).isEqualTo("1");
                                assertForbidden(other, "count");
                                assertThat(ask(client, "count")).isEqualTo("2");
                                assertForbidden(client, "principal");
                                assertForbidden(client, "fail");
                                assertThat(ask(other, "who")).isEqualTo("shared [read]");
                            }
                        });
    }

    @Test
    void whenAuthoritiesChangeRunningSessionsHaveThem() {
        runner.run(
                context -> {
                    try (BiSocketClient client = connect(context, "shared", SHARED)) {
                        assertForbidden(client, "secret");

                        changes.put("bisocket.keys.shared.authorities", "admin");
                        context.getBean(BiSocketKeys.class).refresh().join();
                        assertThat(ask(client, "secret")).isEqualTo("42");

                        changes.put("bisocket.keys.shared.authorities", " ,x");
                        assertThatThrownBy(
                                        () -> context.getBean(BiSocketKeys.class).refresh().join())
                                .hasRootCauseMessage(
                                        "property bisocket.keys.shared.authorities holds a blank"
                                                + " authority");
                        assertThat(ask(client, "secret")).isEqualTo("42");
                    }
                });
    }

    @Test
    void whenAnIdIsTakenFromAKeyItsSessionEnds() {
        runner.run(
                context -> {
                    try (BiSocketClient client = alice(context)) {
                        assertThat(ask(client, "who")).startsWith("alice");
                        ConnectedClients clients = context.getBean(ConnectedClients.class);
                        assertThat(clients.user("alice").members()).containsExactly(ALICE);

                        changes.put("bisocket.keys.alice.clients", new UUID(0, 2).toString());
                        context.getBean(BiSocketKeys.class).refresh().join();

                        await().until(() -> clients.user("alice").count() == 0);
                    }
                });
    }

    @Test
    void whenTheApplicationAuthenticatesItsPrincipalCounts() {
        runner.withUserConfiguration(Authenticating.class)
                .run(
                        context -> {
                            try (BiSocketClient client = connect(context, "shared", SHARED);
                                    BiSocketClient own = alice(context)) {
                                assertThat(ask(client, "who")).isEqualTo("mallory [read]");
                                assertThat(ask(own, "who")).isEqualTo("root [all]");
                            }
                        });
    }

    @Test
    void whenItIsSwitchedOffOrSecurityIsAbsentHandlersRunAsNobody() {
        runner.withPropertyValues("bisocket.security.enabled=false")
                .run(
                        context -> {
                            assertThat(context).doesNotHaveBean(SecurityInterceptor.class);
                            try (BiSocketClient client = alice(context)) {
                                assertThat(ask(client, "who")).isEqualTo("nobody");
                            }
                        });
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                BiSocketAutoConfiguration.class,
                                BiSocketSecurityAutoConfiguration.class,
                                BiSocketServerAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("org.springframework.security"))
                .withPropertyValues(TestProperties.NEUTRAL)
                .withPropertyValues("bisocket.server.enabled=true")
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .hasSingleBean(BiSocketServer.class)
                                        .doesNotHaveBean("bisocketSecurityInterceptor"));
    }

    @Test
    void whenClientsComeAndGoThereAreEvents() {
        runner.run(
                context -> {
                    List<String> events = context.getBean(Handlers.class).events;
                    try (BiSocketClient client = alice(context)) {
                        assertThat(ask(client, "principal")).isEqualTo("alice");
                        assertThat(events).containsExactly("+ " + ALICE);
                    }
                    await().untilAsserted(
                                    () ->
                                            assertThat(events)
                                                    .containsExactly(
                                                            "+ " + ALICE,
                                                            "- " + ALICE + " goodbye"));
                });
    }

    private static void assertForbidden(BiSocketClient client, String method) {
        assertThatThrownBy(() -> ask(client, method))
                .isInstanceOfSatisfying(
                        ForbiddenException.class, e -> assertThat(e.isReported()).isTrue())
                .hasMessage("the caller is not allowed to do this");
    }

    private static String ask(BiSocketClient client, String method) {
        return new String(client.request(method, new byte[0]), StandardCharsets.UTF_8);
    }

    private static BiSocketClient alice(AssertableApplicationContext context) {
        return builder(context).id(ALICE).key("alice", CryptoKey.of(ALICES)).connect();
    }

    private static BiSocketClient connect(
            AssertableApplicationContext context, String name, String key) {
        BiSocketClient.Builder builder = builder(context);
        CryptoKey secret = CryptoKey.of(key);
        return (name == null ? builder.key(secret) : builder.key(name, secret)).connect();
    }

    private static BiSocketClient.Builder builder(AssertableApplicationContext context) {
        return BiSocketClient.builder()
                .address("127.0.0.1", context.getBean(BiSocketServer.class).port());
    }

    @Configuration(proxyBeanMethods = false)
    static class Rules {

        @Bean
        AuthorizationManager<Request> rules() {
            return MethodAuthorization.builder()
                    .hasAuthority("count", "admin", "root")
                    .denyAll("princ*")
                    .permitAll("who")
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Authenticating {

        @Bean
        ClientAuthenticator authenticator() {
            return client ->
                    client.isIdProven()
                            ? new BiSocketAuthentication(
                                    "root",
                                    null,
                                    client.id(),
                                    AuthorityUtils.createAuthorityList("all"))
                            : () -> "mallory";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableMethodSecurity
    static class Handlers {

        final List<String> events = new CopyOnWriteArrayList<>();

        @Bean
        Guarded guarded() {
            return new Guarded();
        }

        @EventListener
        void connected(ClientConnectedEvent event) {
            events.add("+ " + event.session().id());
        }

        @EventListener
        void disconnected(ClientDisconnectedEvent event) {
            events.add(
                    "- "
                            + event.session().id()
                            + event.reason().map(cause -> " " + cause).orElse(" goodbye"));
        }
    }

    static class Guarded {

        private int count;

        @BiSocketHandler("who")
        String who() {
            Authentication caller = SecurityContextHolder.getContext().getAuthentication();
            return caller == null ? "nobody" : caller.getName() + " " + caller.getAuthorities();
        }

        @BiSocketHandler("later")
        CompletableFuture<String> later() {
            return CompletableFuture.completedFuture(who());
        }

        @BiSocketHandler("parameter")
        String parameter(BiSocketAuthentication caller) {
            return "%s with %s, %s"
                    .formatted(caller.getName(), caller.keyName().orElseThrow(), caller.clientId());
        }

        @BiSocketHandler("principal")
        String principal(Principal principal) {
            return principal.getName();
        }

        @PreAuthorize("hasAuthority('admin')")
        @BiSocketHandler("secret")
        public String secret() {
            return "42";
        }

        @PreAuthorize("hasAuthority('admin')")
        @BiSocketHandler("secret.later")
        public CompletableFuture<String> secretLater() {
            return CompletableFuture.completedFuture("43");
        }

        @BiSocketHandler("count")
        synchronized String count() {
            return "" + ++count;
        }

        @BiSocketHandler("fail")
        String fail() {
            throw new IllegalStateException("no good");
        }
    }
}
