package io.bisocket.docs.shop;

import io.bisocket.docs.Order;
import io.bisocket.docs.Receipt;
import io.bisocket.spring.BiSocketHandler;
import org.springframework.stereotype.Component;

/** The README's handlers. */
@Component
class Orders {

    @BiSocketHandler("echo")
    byte[] echo(byte[] payload) {
        return payload;
    }

    @BiSocketHandler("order.place")
    Receipt place(Order order) {
        return new Receipt(order.item(), 3 * order.count());
    }
}
