package io.bisocket.internal.v2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Thousands of sessions over bad networks, each from a seed of its own. A failure prints the seed;
 * {@code -Dbisocket.simulation.seed=} repeats that run alone, {@code
 * -Dbisocket.simulation.seconds=} runs for longer.
 */
class SessionSimulationTests {

    private static final int LEAST_RUNS = 200;

    @Test
    void whenTheNetworkIsBadEveryCallEndsOnceAndRightly() {
        Long seed = Long.getLong("bisocket.simulation.seed");
        if (seed != null) {
            run(seed);
            return;
        }
        long first = System.currentTimeMillis() << 20;
        long end =
                System.nanoTime()
                        + Integer.getInteger("bisocket.simulation.seconds", 8) * 1_000_000_000L;
        int runs = 0;
        while (runs < LEAST_RUNS || System.nanoTime() < end) {
            run(first + runs++);
        }
        System.out.printf("SessionSimulationTests: %d runs from seed %d%n", runs, first);
        assertThat(runs).isGreaterThanOrEqualTo(LEAST_RUNS);
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
