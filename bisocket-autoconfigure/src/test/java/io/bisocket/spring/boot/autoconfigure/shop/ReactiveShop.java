package io.bisocket.spring.boot.autoconfigure.shop;

import io.bisocket.spring.BiSocketExchange;
import java.util.concurrent.Flow;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The same methods as the other interface has, called in other ways. */
@BiSocketExchange(name = "shop", client = "default")
public interface ReactiveShop {

    Mono<ShopService.Order> find(String item);

    Flux<String> names(int count);

    @BiSocketExchange("names")
    Flow.Publisher<String> published(int count);

    @BiSocketExchange("forget")
    Mono<Void> forgotten(String item);
}
