package io.bisocket.docs.calling;

import io.bisocket.docs.Order;
import io.bisocket.docs.Receipt;
import io.bisocket.spring.BiSocketExchange;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The documentation's interface, declared once for both ends. */
@BiSocketExchange("order")
public interface OrderService {

    @BiSocketExchange("place")
    Receipt place(Order order);

    Optional<Receipt> find(String item);

    CompletableFuture<Receipt> quote(Order order, Duration timeout);

    Stream<Receipt> history(String item);

    void cancel(String item);
}
