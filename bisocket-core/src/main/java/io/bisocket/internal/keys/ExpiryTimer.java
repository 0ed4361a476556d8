package io.bisocket.internal.keys;

import java.time.Duration;

/** Runs a task later, on a thread that may run the listener of {@link ServerKeys}. */
@FunctionalInterface
public interface ExpiryTimer {

    /** Runs the task once, no earlier than after this delay. */
    Scheduled schedule(Duration delay, Runnable task);

    /** A task that has not run yet. */
    @FunctionalInterface
    interface Scheduled {

        /** Keeps the task from running, if it has not begun. */
        void cancel();
    }
}
