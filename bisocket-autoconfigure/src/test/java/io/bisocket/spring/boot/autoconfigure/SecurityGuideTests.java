package io.bisocket.spring.boot.autoconfigure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.ForbiddenException;
import io.bisocket.Request;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.security.MethodAuthorization;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/** What the guide says of named keys and of rules. */
class SecurityGuideTests {

    private static final String OFFICE = "0a".repeat(32);
    private static final String TILL = "0b".repeat(32);

    @Configuration(proxyBeanMethods = false)
    static class Guide {

        @Bean
        AuthorizationManager<Request> rules() {
            return MethodAuthorization.builder()
                    .hasAuthority("admin.*", "admin")
                    .permitAll("*")
                    .build();
        }

        @BiSocketHandler("admin.close")
        String close() {
            return "closed";
        }

        @BiSocketHandler("flux")
        Flux<String> flux() {
            return Flux.range(1, 3).map(n -> n + " for " + caller());
        }

        @BiSocketHandler("stream")
        Stream<String> stream() {
            return IntStream.rangeClosed(1, 3).mapToObj(n -> n + " for " + caller());
        }

        private static @Nullable String caller() {
            Authentication caller = SecurityContextHolder.getContext().getAuthentication();
            return caller == null ? null : caller.getName();
        }

        @BiSocketHandler("sell")
        String sell() {
            return "sold";
        }
    }

    @Test
    void whenKeysHaveAuthoritiesThenTheRulesLetTheirHoldersIn() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                BiSocketAutoConfiguration.class,
                                BiSocketSecurityAutoConfiguration.class,
                                BiSocketServerAutoConfiguration.class))
                .withPropertyValues(TestProperties.NEUTRAL)
                .withPropertyValues(
                        "spring.config.location=classpath:security-guide.yaml",
                        "OFFICE_KEY=" + OFFICE,
                        "TILL_KEY=" + TILL)
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withUserConfiguration(Guide.class)
                .run(
                        context -> {
                            int port = context.getBean(BiSocketServer.class).port();
                            UUID id = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");
                            try (BiSocketClient office =
                                            connect(port, "office", OFFICE, UUID.randomUUID());
                                    BiSocketClient till = connect(port, "till", TILL, id)) {
                                assertThat(ask(office, "admin.close")).isEqualTo("closed");
                                assertThat(ask(till, "sell")).isEqualTo("sold");
                                for (String method : List.of("flux", "stream")) {
                                    assertThat(all(office, method))
                                            .as(method)
                                            .containsExactly(
                                                    "1 for office", "2 for office", "3 for office");
                                }
                                assertThatThrownBy(() -> ask(till, "admin.close"))
                                        .isInstanceOf(ForbiddenException.class);
                            }
                        });
    }

    private static BiSocketClient connect(int port, String name, String key, UUID id) {
        return BiSocketClient.builder()
                .address("127.0.0.1", port)
                .key(name, CryptoKey.of(key))
                .id(id)
                .connect();
    }

    private static List<String> all(BiSocketClient client, String method) {
        return JdkFlowAdapter.flowPublisherToFlux(client.method(method).stream(String.class))
                .collectList()
                .block(Duration.ofSeconds(20));
    }

    private static String ask(BiSocketClient client, String method) {
        return new String(client.request(method, new byte[0]), UTF_8);
    }
}
