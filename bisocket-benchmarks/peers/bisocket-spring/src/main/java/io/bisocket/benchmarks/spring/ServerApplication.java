package io.bisocket.benchmarks.spring;

import io.bisocket.Limits;
import io.bisocket.spring.BiSocketServerBuilderCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application with an annotated handler. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ServerApplication {

    private static final int MAX_SOCKETS = 100_000;

    @Bean
    EchoHandlers handlers() {
        return new EchoHandlers();
    }

    @Bean
    BiSocketServerBuilderCustomizer threads(@Value("${variant}") String variant) {
        return builder -> {
            builder.limits(Limits.builder().maxConnections(MAX_SOCKETS).build());
            if (variant.equals("native")) {
                builder.executor(Runnable::run);
            }
        };
    }
}
