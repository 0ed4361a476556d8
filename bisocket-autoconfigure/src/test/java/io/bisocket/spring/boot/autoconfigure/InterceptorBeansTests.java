package io.bisocket.spring.boot.autoconfigure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.CallInterceptor;
import io.bisocket.HandlerInterceptor;
import io.bisocket.Request;
import io.bisocket.spring.BiSocketHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/** Interceptors that are beans, in an application that talks to itself. */
class InterceptorBeansTests {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        final List<String> seen = new CopyOnWriteArrayList<>();

        @Bean
        @Order(2)
        HandlerInterceptor second() {
            return seeing("second");
        }

        @Bean
        @Order(1)
        HandlerInterceptor first() {
            return seeing("first");
        }

        @Bean
        @Order(2)
        CallInterceptor twice() {
            return call -> call.header("trail", call.headers().get("trail") + "b");
        }

        @Bean
        @Order(1)
        CallInterceptor once() {
            return call -> call.header("trail", "a");
        }

        @BiSocketHandler("trail")
        String trail(Request request) {
            return request.headers().get("trail");
        }

        private HandlerInterceptor seeing(String name) {
            return (request, next) -> {
                seen.add(name);
                return next.proceed();
            };
        }
    }

    @Test
    void whenInterceptorsAreBeansTheyAreAppliedInTheirOrder() {
        int port = TestProperties.closedPort();
        try (ConfigurableApplicationContext context = run(port)) {
            BiSocketClient client = context.getBean(BiSocketClient.class);
            await().until(client::isConnected);

            assertThat(client.request("trail", new byte[0])).asString(UTF_8).isEqualTo("ab");
            assertThat(context.getBean(Application.class).seen).containsExactly("first", "second");
        }
    }

    private static ConfigurableApplicationContext run(int port) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        return application.run(
                TestProperties.arguments(
                        Stream.of(
                                "--bisocket.crypto-key=of the interceptors",
                                "--bisocket.server.port=" + port,
                                "--bisocket.client.host=127.0.0.1",
                                "--bisocket.client.port=" + port)));
    }
}
