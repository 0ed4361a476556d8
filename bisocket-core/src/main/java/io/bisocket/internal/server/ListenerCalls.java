package io.bisocket.internal.server;

import io.bisocket.ServerListener;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls listeners on worker threads; for one client one call after the other. Thread-safe. */
final class ListenerCalls {

    private static final Logger log = LoggerFactory.getLogger(ListenerCalls.class);

    private final List<ServerListener> listeners;
    private final Executor workers;
    private final ConcurrentMap<UUID, CompletableFuture<Void>> lastTurns =
            new ConcurrentHashMap<>();

    ListenerCalls(List<ServerListener> listeners, Executor workers) {
        this.listeners = listeners;
        this.workers = workers;
    }

    /**
     * Calls every listener, for this client after the calls before.
     *
     * @param clientId whom it is about; null if nobody knows
     * @return completes when all have been called; never fails
     */
    CompletableFuture<Void> tell(@Nullable UUID clientId, Consumer<ServerListener> call) {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        if (listeners.isEmpty()) {
            turn.complete(null);
        } else if (clientId == null) {
            run(call, turn);
        } else {
            runInTurn(clientId, call, turn);
        }
        return turn;
    }

    private void runInTurn(
            UUID clientId, Consumer<ServerListener> call, CompletableFuture<Void> turn) {
        CompletableFuture<Void> before = lastTurns.put(clientId, turn);
        turn.thenRun(() -> lastTurns.remove(clientId, turn));
        if (before == null) {
            run(call, turn);
        } else {
            before.thenRun(() -> run(call, turn));
        }
    }

    private void run(Consumer<ServerListener> call, CompletableFuture<Void> turn) {
        try {
            workers.execute(
                    () -> {
                        listeners.forEach(listener -> call(listener, call));
                        turn.complete(null);
                    });
        } catch (RejectedExecutionException e) {
            log.warn("The server's executor takes no more tasks: listeners are not told", e);
            turn.complete(null);
        }
    }

    private static void call(ServerListener listener, Consumer<ServerListener> call) {
        try {
            call.accept(listener);
        } catch (Throwable e) {
            log.error("A server listener failed", e);
        }
    }
}
