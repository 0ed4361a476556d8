package io.bisocket.benchmarks.spring;

import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.HandlerThreads;

/** What a user writes whose handler never waits. */
final class LoopEchoHandlers {

    @BiSocketHandler(value = "echo", threads = HandlerThreads.EVENT_LOOP)
    byte[] echo(byte[] payload) {
        return payload;
    }
}
