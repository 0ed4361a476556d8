package io.bisocket.docs.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketClient;
import io.bisocket.docs.Order;
import io.bisocket.docs.Receipt;
import io.bisocket.spring.LocalBiSocketServerPort;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

@ActiveProfiles("shop")
@SpringBootTest(properties = "bisocket.server.port=0")
class OrdersTests {

    @LocalBiSocketServerPort private int port;

    @Test
    void whenAnOrderIsPlacedItIsPriced() {
        try (BiSocketClient client =
                BiSocketClient.builder().address("127.0.0.1", port).connect()) {
            assertThat(client.request("order.place", new Order("tea", 2), Receipt.class))
                    .isEqualTo(new Receipt("tea", 6));
        }
    }
}
