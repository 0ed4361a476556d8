package io.bisocket.benchmarks.spring;

import io.bisocket.spring.BiSocketClientBuilderCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application into which a client is injected. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ClientApplication {

    @Bean
    BiSocketClientBuilderCustomizer threads(@Value("${variant}") String variant) {
        return builder -> {
            if (variant.equals("native")) {
                builder.executor(Runnable::run);
            }
        };
    }
}
