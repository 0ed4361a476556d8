package io.bisocket.docs.checkout;

import io.bisocket.MessageReceiver;
import io.bisocket.spring.BiSocketClientBuilderCustomizer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An application with the client of the documentation. */
@SpringBootApplication
public class CheckoutApplication {

    private static final Logger log = LoggerFactory.getLogger(CheckoutApplication.class);

    @Bean
    MessageReceiver alerts() {
        return message -> log.info("Alert: {}", message.text());
    }

    @Bean
    BiSocketClientBuilderCustomizer patience() {
        return builder -> builder.requestTimeout(Duration.ofMinutes(1));
    }
}
