package io.bisocket.spring;

import io.bisocket.Request;
import io.bisocket.RequestCancelledException;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether, and how long, somebody waits for what a handler does: a parameter of methods with {@link
 * BiSocketHandler}. Thread-safe.
 *
 * @param request the call
 */
public record Cancellation(Request request) {

    /** How long the caller will still wait; empty if it does not say, zero if it has given up. */
    public Optional<Duration> timeLeft() {
        return request.timeLeft();
    }

    /** Whether nobody waits any more: cancelled, past its deadline, or the connection is gone. */
    public boolean isCancelled() {
        return request.isCancelled();
    }

    /** Runs the task, on a worker thread, when nobody waits any more; at once if so already. */
    public void onCancel(Runnable task) {
        request.onCancel(task);
    }

    /**
     * Goes on if somebody waits.
     *
     * @throws RequestCancelledException if nobody does
     */
    public void throwIfCancelled() {
        if (isCancelled()) {
            throw new RequestCancelledException(
                    "nobody waits for the reply to '%s' any more".formatted(request.method()));
        }
    }
}
