package io.bisocket.benchmarks.parts;

import io.bisocket.BiSocketClient;

/** Where nothing is connected yet. */
final class NoPair implements Pair {

    @Override
    public BiSocketClient client() {
        throw new IllegalStateException("nothing is connected");
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
