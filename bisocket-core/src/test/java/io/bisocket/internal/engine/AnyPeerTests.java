package io.bisocket.internal.engine;

import org.junit.jupiter.api.Test;

/** Thousands of peers that send random frames, each from a seed of its own and always the same. */
class AnyPeerTests {

    private static final int RUNS = 3000;

    @Test
    void whenAPeerSendsAnythingThenEverybodyIsToldOneEndAndNothingLeaks() {
        for (long seed = 0; seed < RUNS; seed++) {
            run(seed);
        }
    }

    private static void run(long seed) {
        AnyPeer peer = new AnyPeer(seed);
        try {
            peer.run();
        } catch (AssertionError | RuntimeException | StackOverflowError e) {
            throw new AssertionError("seed %d: %s%n%s".formatted(seed, e, peer), e);
        }
    }
}
