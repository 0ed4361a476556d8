package io.bisocket.spring.boot.autoconfigure.shop;

import io.bisocket.spring.BiSocketExchange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** One method of each kind. */
@BiSocketExchange("shop")
public interface ShopService {

    record Order(String item, int count) {}

    @BiSocketExchange("place")
    String order(Order order);

    int count(List<Order> orders);

    Order repeat(Order order);

    byte[] bytes(byte[] bytes);

    void forget(String item);

    Optional<Order> find(String item);

    CompletableFuture<Order> later(String item);

    Stream<String> names(int count);

    @BiSocketExchange(name = "wait", timeout = "${shop.timeout:30s}")
    String waitFor(Duration longest);

    default String twice(String item) {
        return order(new Order(item, 2));
    }
}
