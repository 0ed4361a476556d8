package io.bisocket.demo;

import io.bisocket.Request;
import io.bisocket.spring.BiSocketHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** What clients can ask for. */
@Component
class DemoHandlers {

    private static final int TICKS = 5;
    private static final Executor LATER =
            CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);

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
        CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);
        for (int tick = 1; tick <= TICKS; tick++) {
            String text = "tick " + tick;
            sent = sent.thenComposeAsync(before -> request.reply(text), LATER);
        }
        return sent;
    }
}
