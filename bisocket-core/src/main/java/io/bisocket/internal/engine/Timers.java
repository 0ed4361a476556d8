package io.bisocket.internal.engine;

/** The clock and the alarm of the session's thread. */
public interface Timers {

    /** Milliseconds since any fixed moment; never goes back. */
    long now();

    /** Runs a task on the session's thread, no earlier than after this delay. */
    Scheduled schedule(long delayMillis, Runnable task);

    /** A task that has not run yet. */
    interface Scheduled {

        /** Keeps the task from running, if it has not begun. */
        void cancel();
    }
}
