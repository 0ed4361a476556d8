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
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationManager;

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

    private static String ask(BiSocketClient client, String method) {
        return new String(client.request(method, new byte[0]), UTF_8);
    }
}
