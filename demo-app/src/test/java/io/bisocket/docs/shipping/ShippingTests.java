package io.bisocket.docs.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketServer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The clients of the documentation, against two servers without Spring. */
class ShippingTests {

    @Test
    void whenThereAreTwoClientsThenEachAsksItsOwnServer() {
        try (BiSocketServer orders = server("ordered", 7);
                BiSocketServer stock = server("in stock", 3);
                ConfigurableApplicationContext application = application(orders, stock)) {

            assertThat(application.getBean(Shipping.class).missing("tea")).isEqualTo(4);
            assertThat(stock.client(ShippingApplication.ID).session()).isPresent();
        }
    }

    private static BiSocketServer server(String method, int answer) {
        return BiSocketServer.builder()
                .port(0)
                .handler(method, request -> request.replyObject(answer))
                .start();
    }

    private static ConfigurableApplicationContext application(
            BiSocketServer orders, BiSocketServer stock) {
        return new SpringApplicationBuilder(ShippingApplication.class)
                .web(WebApplicationType.NONE)
                .profiles("shipping")
                .run(
                        "--bisocket.client.port=" + orders.port(),
                        "--bisocket.clients.stock.port=" + stock.port());
    }
}
