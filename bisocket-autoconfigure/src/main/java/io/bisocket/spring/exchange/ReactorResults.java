package io.bisocket.spring.exchange;

import io.bisocket.MessageSpec;
import io.bisocket.spring.exchange.ExchangeCall.Result;
import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Mono;

/** Results of Project Reactor. Each subscription makes a call; cancelling it cancels that. */
final class ReactorResults {

    private ReactorResults() {}

    static Result mono(Function<MessageSpec, CompletableFuture<@Nullable Object>> reply) {
        return message -> Mono.fromFuture(() -> reply.apply(message));
    }

    static Result flux(Type item) {
        return message -> JdkFlowAdapter.flowPublisherToFlux(message.<Object>stream(item));
    }
}
