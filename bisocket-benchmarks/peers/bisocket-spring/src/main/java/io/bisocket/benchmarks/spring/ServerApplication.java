package io.bisocket.benchmarks.spring;

import io.bisocket.Limits;
import io.bisocket.spring.BiSocketServerBuilderCustomizer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application with an annotated handler. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ServerApplication {

    private static final int MAX_SOCKETS = 100_000;

    @Bean
    @ConditionalOnProperty(name = "variant", havingValue = "workers")
    EchoHandlers handlers() {
        return new EchoHandlers();
    }

    @Bean
    @ConditionalOnProperty(name = "variant", havingValue = "native")
    LoopEchoHandlers loopHandlers() {
        return new LoopEchoHandlers();
    }

    @Bean
    BiSocketServerBuilderCustomizer sockets() {
        return builder -> builder.limits(Limits.builder().maxConnections(MAX_SOCKETS).build());
    }
}
