package io.bisocket.internal.engine;

import io.bisocket.internal.protocol.Algorithms;
import java.util.Random;

/**
 * What a simulated run is like.
 *
 * @param settings of both sides
 * @param budget of each side's memory, in bytes
 * @param latency of each record, in milliseconds, at most
 * @param pipeCapacity how much a connection holds in one direction, in bytes
 * @param cutEvery how often a socket is cut on average, in milliseconds; 0 for never
 * @param noticeWithin how long a side may take to notice a cut, in milliseconds
 * @param redialWithin how long the client waits before it dials again, in milliseconds, at most
 * @param actions how many calls are made
 * @param over within how many milliseconds
 * @param ending how the session ends
 */
record SimPlan(
        SessionSettings settings,
        long budget,
        int latency,
        int pipeCapacity,
        int cutEvery,
        int noticeWithin,
        int redialWithin,
        int actions,
        int over,
        Ending ending) {

    enum Ending {
        /** It goes on until all is quiet. */
        QUIET,
        CLIENT_CLOSES,
        SERVER_CLOSES,
        BOTH_CLOSE,
        /** The network is gone for longer than the resume window. */
        OUTAGE,
        /** The server restarts and knows nothing. */
        FORGOTTEN,
        CLIENT_ABORTS
    }

    static SimPlan random(Random random) {
        int recordSize = 200 + random.nextInt(1800);
        SessionSettings settings =
                new SessionSettings(
                        recordSize,
                        2 + random.nextInt(30),
                        1 + random.nextInt(3 * recordSize),
                        20_000,
                        1 + random.nextInt(5),
                        1 + random.nextInt(8),
                        1 + random.nextInt(30_000),
                        1 + random.nextInt(10_000),
                        Timings.defaults(),
                        Algorithms.NONE);
        int cutEvery = random.nextInt(4) == 0 ? 0 : 20 + random.nextInt(1000);
        return new SimPlan(
                settings,
                random.nextInt(4) == 0 ? 5_000 + random.nextInt(50_000) : 1_000_000,
                random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(40),
                200 + random.nextInt(20_000),
                cutEvery,
                1 + random.nextInt(random.nextBoolean() ? 20 : 2000),
                1 + random.nextInt(300),
                20 + random.nextInt(80),
                1 + random.nextInt(3000),
                random.nextInt(3) == 0
                        ? Ending.values()[random.nextInt(Ending.values().length)]
                        : Ending.QUIET);
    }
}
