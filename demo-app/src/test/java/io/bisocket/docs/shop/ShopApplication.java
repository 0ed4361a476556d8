package io.bisocket.docs.shop;

import io.bisocket.spring.BiSocketServerBuilderCustomizer;
import java.time.Instant;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An application with the handlers of the documentation. */
@SpringBootApplication
public class ShopApplication {

    @Bean
    BiSocketServerBuilderCustomizer clock() {
        return builder ->
                builder.handler("time", request -> request.reply(Instant.now().toString()));
    }
}
