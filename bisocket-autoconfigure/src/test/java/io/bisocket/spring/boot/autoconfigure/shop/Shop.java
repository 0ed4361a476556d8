package io.bisocket.spring.boot.autoconfigure.shop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The shop itself. */
public class Shop implements ShopService {

    public final BlockingQueue<String> forgotten = new LinkedBlockingQueue<>();

    @Override
    public String order(Order order) {
        return order.count() + " x " + order.item();
    }

    @Override
    public int count(List<Order> orders) {
        return orders.stream().mapToInt(Order::count).sum();
    }

    @Override
    public Order repeat(Order order) {
        return order.count() == 0 ? null : order;
    }

    @Override
    public byte[] bytes(byte[] bytes) {
        return bytes;
    }

    @Override
    public void forget(String item) {
        if (item.isEmpty()) {
            throw new IllegalArgumentException("nothing to forget");
        }
        forgotten.add(item);
    }

    @Override
    public Optional<Order> find(String item) {
        return item.equals("tea") ? Optional.of(new Order(item, 1)) : Optional.empty();
    }

    @Override
    public CompletableFuture<Order> later(String item) {
        return CompletableFuture.supplyAsync(() -> new Order(item, 7));
    }

    @Override
    public Stream<String> names(int count) {
        return IntStream.range(0, count).mapToObj(n -> "tea " + n);
    }

    @Override
    public String waitFor(Duration longest) {
        return longest.compareTo(Duration.ofSeconds(10)) <= 0 ? "short" : "long";
    }
}
