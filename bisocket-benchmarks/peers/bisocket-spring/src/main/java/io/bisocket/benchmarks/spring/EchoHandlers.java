package io.bisocket.benchmarks.spring;

import io.bisocket.spring.BiSocketHandler;

/** What a user writes. */
final class EchoHandlers {

    @BiSocketHandler("echo")
    byte[] echo(byte[] payload) {
        return payload;
    }
}
