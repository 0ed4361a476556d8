package io.bisocket.internal.client;

import io.bisocket.BiSocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Those who wait for the same outcome; each is told once. Not thread-safe. */
final class Waiters {

    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();

    void add(CompletableFuture<Void> waiter) {
        waiting.add(waiter);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void succeed() {
        tell(waiter -> waiter.complete(null));
    }

    void fail(BiSocketException cause) {
        tell(waiter -> waiter.completeExceptionally(cause));
    }

    private void tell(Consumer<CompletableFuture<Void>> outcome) {
        List<CompletableFuture<Void>> told = List.copyOf(waiting);
        waiting.clear();
        told.forEach(outcome);
    }
}
