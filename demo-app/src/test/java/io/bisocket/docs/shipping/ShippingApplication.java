package io.bisocket.docs.shipping;

import io.bisocket.spring.BiSocketClientBuilderCustomizer;
import java.util.UUID;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An application with the clients of the documentation. */
@SpringBootApplication
class ShippingApplication {

    static final UUID ID = UUID.randomUUID();

    @Bean
    BiSocketClientBuilderCustomizer stock() {
        return BiSocketClientBuilderCustomizer.of("stock", builder -> builder.id(ID));
    }
}
