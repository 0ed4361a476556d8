package io.bisocket.docs.shipping;

import io.bisocket.BiSocketClient;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;

/** The documentation's bean with two clients. */
@Service
class Shipping {

    private final BiSocketClient orders;
    private final BiSocketClient stock;

    Shipping(BiSocketClient orders, @Qualifier("stock") BiSocketClient stock) {
        this.orders = orders;
        this.stock = stock;
    }

    int missing(String item) {
        return orders.request("ordered", item, Integer.class)
                - stock.request("in stock", item, Integer.class);
    }
}
