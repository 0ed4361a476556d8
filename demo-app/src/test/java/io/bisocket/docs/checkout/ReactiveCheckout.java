package io.bisocket.docs.checkout;

import io.bisocket.BiSocketClient;
import io.bisocket.docs.Order;
import io.bisocket.docs.Receipt;
import org.springframework.stereotype.Service;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The documentation's calls with Reactor. */
@Service
class ReactiveCheckout {

    private final BiSocketClient client;

    ReactiveCheckout(BiSocketClient client) {
        this.client = client;
    }

    Mono<Receipt> payLater(Order order) {
        return Mono.fromFuture(() -> client.requestAsync("order.place", order, Receipt.class));
    }

    Flux<Receipt> history(String item) {
        return JdkFlowAdapter.flowPublisherToFlux(
                client.method("order.history").payload(item).stream(Receipt.class));
    }
}
