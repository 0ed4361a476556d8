package io.bisocket.internal.dispatch;

import io.bisocket.internal.session.Callbacks;
import io.bisocket.internal.session.MarkingExecutor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The threads on which what belongs to a handler may block: those of all, or its own.
 *
 * @param own the handler's own; null if it has none
 * @param callbacks where its publishers and callbacks run
 */
record HandlerThreads(@Nullable Executor own, Executor callbacks) {

    /** The threads of each handler. Thread-safe. */
    static final class Choice {

        private final Executor workers;
        private final HandlerThreads usual;
        private final Map<Executor, HandlerThreads> chosen = new ConcurrentHashMap<>();

        Choice(Executor workers) {
            this.workers = workers;
            this.usual = new HandlerThreads(null, new Callbacks(workers));
        }

        HandlerThreads of(@Nullable Route route) {
            Executor executor = route == null ? workers : route.options().executorOr(workers);
            return executor.equals(workers) ? usual : chosen.computeIfAbsent(executor, this::own);
        }

        private HandlerThreads own(Executor executor) {
            Executor marked =
                    workers instanceof MarkingExecutor marking
                            ? marking.marking(executor)
                            : executor;
            return new HandlerThreads(marked, new Callbacks(marked));
        }
    }
}
