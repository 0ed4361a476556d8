package io.bisocket.docs.serving;

import io.bisocket.docs.Order;
import io.bisocket.docs.Receipt;
import io.bisocket.docs.calling.OrderService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The documentation's implementation. */
@Component
class PricedOrders implements OrderService {

    @Override
    public Receipt place(Order order) {
        return new Receipt(order.item(), 3 * order.count());
    }

    @Override
    public Optional<Receipt> find(String item) {
        return item.equals("tea") ? Optional.of(new Receipt(item, 3)) : Optional.empty();
    }

    @Override
    public CompletableFuture<Receipt> quote(Order order, Duration timeout) {
        return CompletableFuture.supplyAsync(() -> place(order));
    }

    @Override
    public Stream<Receipt> history(String item) {
        return Stream.of(1, 2, 3).map(count -> place(new Order(item, count)));
    }

    @Override
    public void cancel(String item) {
        if (find(item).isEmpty()) {
            throw new IllegalArgumentException("nobody has ordered " + item);
        }
    }
}
