package io.bisocket.spring.boot.test.shop;

import io.bisocket.ClientSession;
import io.bisocket.spring.BiSocketHandler;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

@Component
class Orders {

    private final Prices prices;

    Orders(Prices prices) {
        this.prices = prices;
    }

    @BiSocketHandler("order.place")
    Receipt place(Order order) {
        return new Receipt(order.item(), order.count() * prices.of(order.item()));
    }

    @BiSocketHandler("order.watch")
    void watch(String item, ClientSession client) {
        client.sendAsync("order.news", "nothing new about " + item);
    }

    @BiSocketHandler("order.count")
    Stream<Integer> count(int last) {
        return Stream.iterate(1, i -> i <= last, i -> i + 1);
    }

    @BiSocketHandler("order.fail")
    void fail() {
        throw new IllegalStateException("no tea left");
    }
}
