package io.bisocket.spring.exchange;

import io.bisocket.spring.exchange.ExchangeCall.Result;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Results of Project Reactor. Each subscription makes a call; cancelling it cancels that. */
final class ReactorResults {

    private ReactorResults() {}

    static Result mono(Function<byte[], @Nullable Object> decoder) {
        return message -> Mono.fromFuture(() -> message.retrieveAsync()).mapNotNull(decoder);
    }

    static Result flux(Function<byte[], @Nullable Object> decoder) {
        return message ->
                Flux.from(JdkFlowAdapter.flowPublisherToFlux(message.stream())).mapNotNull(decoder);
    }
}
