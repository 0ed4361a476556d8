package io.bisocket.demo;

import io.bisocket.Request;
import io.bisocket.spring.BiSocketHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** What clients can ask for. */
@Component
class DemoHandlers {

    private static final int TICKS = 5;
    private static final int TICK_MILLIS = 200;

    @BiSocketHandler("echo")
    byte[] echo(byte[] payload) {
        return payload;
    }

    @BiSocketHandler("ping")
    String ping() {
        return "pong";
    }

    @BiSocketHandler("fail")
    void fail() {
        throw new IllegalStateException("this handler always fails");
    }

    /** Replies five times over a second, while no thread waits; done with the last reply. */
    @BiSocketHandler("ticks")
    CompletableFuture<Void> ticks(Request request) {
        return CompletableFuture.allOf(
                IntStream.rangeClosed(1, TICKS)
                        .mapToObj(tick -> tick(request, tick))
                        .toArray(CompletableFuture<?>[]::new));
    }

    private static CompletableFuture<Void> tick(Request request, int tick) {
        Executor later =
                CompletableFuture.delayedExecutor((long) TICK_MILLIS * tick, TimeUnit.MILLISECONDS);
        return CompletableFuture.supplyAsync(() -> request.reply("tick " + tick), later)
                .thenCompose(Function.identity());
    }
}
