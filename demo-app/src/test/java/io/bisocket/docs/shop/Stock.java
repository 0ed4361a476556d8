package io.bisocket.docs.shop;

import io.bisocket.spring.BiSocketHandler;
import jakarta.validation.Valid;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

@Component
@BiSocketHandler("stock")
class Stock {

    private static final Logger log = LoggerFactory.getLogger(Stock.class);

    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    @BiSocketHandler("add")
    void add(
            @Valid Delivery delivery, @Header(name = "trace", defaultValue = "none") String trace) {
        counts.merge(delivery.item(), delivery.count(), Integer::sum);
        log.info("{} more {} (trace {})", delivery.count(), delivery.item(), trace);
    }

    @BiSocketHandler("{item}.count")
    int count(@DestinationVariable("item") String item) {
        Integer count = counts.get(item);
        if (count == null) {
            throw new NoSuchElementException(item);
        }
        return count;
    }

    @BiSocketHandler("{item}.each")
    Flux<Integer> each(@DestinationVariable("item") String item) {
        return Flux.range(1, count(item));
    }

    @MessageExceptionHandler
    String unknown(NoSuchElementException failure) {
        return "there is no " + failure.getMessage();
    }
}
