package io.bisocket.internal.server;

import io.bisocket.BroadcastResult;
import io.bisocket.internal.link.FailureReport;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of a message to many. Thread-safe. */
final class BroadcastOutcome {

    private final CompletableFuture<BroadcastResult> result = new CompletableFuture<>();
    private final Map<UUID, Throwable> failures = new ConcurrentHashMap<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger open;

    /**
     * @param clients how many are going to be {@linkplain #follow followed}
     */
    BroadcastOutcome(int clients) {
        open = new AtomicInteger(clients);
        if (clients == 0) {
            complete();
        }
    }

    /** Completes when all clients are done; never fails. */
    CompletableFuture<BroadcastResult> result() {
        return result;
    }

    /** Sends to one client; whatever goes wrong concerns that one alone. */
    void follow(UUID client, Supplier<? extends CompletableFuture<?>> sending) {
        try {
            sending.get().whenComplete((sent, failure) -> done(client, failure));
        } catch (RuntimeException e) {
            done(client, e);
        }
    }

    private void done(UUID client, @Nullable Throwable failure) {
        if (failure == null) {
            accepted.incrementAndGet();
        } else {
            failures.put(client, FailureReport.unwrapped(failure));
        }
        if (open.decrementAndGet() == 0) {
            complete();
        }
    }

    private void complete() {
        result.complete(new BroadcastResult(accepted.get(), failures));
    }
}
