package io.bisocket.docs.shop;

import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.Cancellation;
import io.bisocket.spring.HandlerThreads;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Handlers that say how they are run. */
@Component
class Threads {

    @BiSocketHandler(value = "ping", threads = HandlerThreads.EVENT_LOOP)
    String ping() {
        return "pong";
    }

    @BiSocketHandler(value = "print", maxConcurrent = "2", nativeOnly = true)
    int print(int pages, Cancellation cancellation) {
        return IntStream.range(0, pages).takeWhile(page -> !cancellation.isCancelled()).sum();
    }

    @BiSocketHandler("fragile")
    String fragile() {
        throw new IllegalStateException("it broke");
    }
}
