package io.bisocket.docs.quotes;

import io.bisocket.ClientSession;
import io.bisocket.docs.Order;
import io.bisocket.docs.Receipt;
import io.bisocket.spring.BiSocketHandler;
import org.springframework.stereotype.Component;

/** The handler under test. */
@Component
class Quotes {

    private final Prices prices;

    Quotes(Prices prices) {
        this.prices = prices;
    }

    @BiSocketHandler("quote")
    Receipt quote(Order order) {
        return new Receipt(order.item(), order.count() * prices.of(order.item()));
    }

    @BiSocketHandler("quote.watch")
    void watch(String item, ClientSession client) {
        client.sendAsync("quote.news", "nothing new about " + item);
    }
}
