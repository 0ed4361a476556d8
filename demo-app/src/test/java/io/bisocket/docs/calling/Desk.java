package io.bisocket.docs.calling;

import io.bisocket.docs.Order;
import io.bisocket.docs.Receipt;
import org.springframework.stereotype.Service;

/** The documentation's caller. */
@Service
class Desk {

    private final OrderService orders;

    Desk(OrderService orders) {
        this.orders = orders;
    }

    Receipt pay(Order order) {
        return orders.place(order);
    }
}
