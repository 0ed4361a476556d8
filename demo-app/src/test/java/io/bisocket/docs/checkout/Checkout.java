package io.bisocket.docs.checkout;

import io.bisocket.BiSocketClient;
import io.bisocket.docs.Order;
import io.bisocket.docs.Receipt;
import org.springframework.stereotype.Service;

/** The README's client. */
@Service
class Checkout {

    private final BiSocketClient client;

    Checkout(BiSocketClient client) {
        this.client = client;
    }

    Receipt pay(Order order) {
        return client.request("order.place", order, Receipt.class);
    }
}
