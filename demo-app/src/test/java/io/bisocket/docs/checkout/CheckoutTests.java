package io.bisocket.docs.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketServer;
import io.bisocket.docs.Order;
import io.bisocket.docs.Receipt;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The injected client of the documentation, against a server without Spring. */
@ExtendWith(OutputCaptureExtension.class)
class CheckoutTests {

    @Test
    void whenItPaysTheServerAnswersAndWhatItSendsUnaskedIsLogged(CapturedOutput output) {
        try (BiSocketServer server =
                        BiSocketServer.builder()
                                .port(0)
                                .handler(
                                        "order.place",
                                        request -> request.replyObject(new Receipt("tea", 6)))
                                .handler("order.find", request -> {})
                                .handler(
                                        "order.history",
                                        request -> {
                                            request.replyObject(new Receipt("tea", 3));
                                            request.replyObject(new Receipt("tea", 6));
                                        })
                                .start();
                ConfigurableApplicationContext application = application(server.port())) {

            assertThat(application.getBean(Checkout.class).pay(new Order("tea", 2)))
                    .isEqualTo(new Receipt("tea", 6));

            assertThat(application.getBean(Lookup.class).find("coffee")).isEmpty();
            ReactiveCheckout reactive = application.getBean(ReactiveCheckout.class);
            Duration soon = Duration.ofSeconds(20);
            assertThat(reactive.payLater(new Order("tea", 2)).block(soon))
                    .isEqualTo(new Receipt("tea", 6));
            assertThat(reactive.history("tea").collectList().block(soon))
                    .containsExactly(new Receipt("tea", 3), new Receipt("tea", 6));

            server.clients().forEach(client -> client.sendAsync("alert", "the kettle boils"));
            await().untilAsserted(() -> assertThat(output).contains("Alert: the kettle boils"));
        }
    }

    private static ConfigurableApplicationContext application(int port) {
        return new SpringApplicationBuilder(CheckoutApplication.class)
                .web(WebApplicationType.NONE)
                .profiles("checkout")
                .run("--bisocket.client.port=" + port);
    }
}
