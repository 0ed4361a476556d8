package io.bisocket.internal.engine;

import org.junit.jupiter.api.Test;

/**
 * Hundreds of sessions over bad networks, each from a seed of its own and always the same ones. A
 * failure prints the seed; {@code -Dbisocket.simulation.seed=} repeats that run alone, {@code
 * -Dbisocket.simulation.seconds=} explores fresh seeds for so long and prints the first.
 */
class SessionSimulationTests {

    private static final int RUNS = 400;

    @Test
    void whenTheNetworkIsBadEveryCallEndsOnceAndRightly() {
        Long seed = Long.getLong("bisocket.simulation.seed");
        Integer seconds = Integer.getInteger("bisocket.simulation.seconds");
        if (seed != null) {
            run(seed);
        } else if (seconds != null) {
            explore(seconds);
        } else {
            for (int run = 0; run < RUNS; run++) {
                run(run);
            }
        }
    }

    private static void explore(int seconds) {
        long first = System.currentTimeMillis() << 20;
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        System.out.printf("SessionSimulationTests: from seed %d%n", first);
        for (long seed = first; System.nanoTime() < end; seed++) {
            run(seed);
        }
    }

    private static void run(long seed) {
        SessionSimulation simulation = new SessionSimulation(seed);
        try {
            simulation.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "-Dbisocket.simulation.seed=%d: %s%n%s"
                            .formatted(seed, e.getMessage(), simulation),
                    e);
        }
    }
}
