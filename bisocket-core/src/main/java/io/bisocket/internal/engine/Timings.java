package io.bisocket.internal.engine;

/**
 * The times of a session, in milliseconds.
 *
 * @param resumeWindow how long the session outlives each role's socket
 * @param acknowledgeDelay how long an acknowledgement may wait for company
 * @param acknowledgeLater the same where nothing but a little memory depends on it
 * @param slowConsumer how long the peer may acknowledge nothing while something is outstanding
 * @param busyPing silence before a ping while something is under way
 * @param busyDead silence after which a socket is dead while something is under way
 * @param idlePing silence before a ping otherwise
 * @param idleDead silence after which a socket is dead otherwise
 */
public record Timings(
        long resumeWindow,
        long acknowledgeDelay,
        long acknowledgeLater,
        long slowConsumer,
        long busyPing,
        long busyDead,
        long idlePing,
        long idleDead) {

    /** 15 s; 20 ms and 500 ms; 30 s; 3 s and 10 s; 15 s and 40 s. */
    public static Timings defaults() {
        return new Timings(15_000, 20, 500, 30_000, 3_000, 10_000, 15_000, 40_000);
    }
}
