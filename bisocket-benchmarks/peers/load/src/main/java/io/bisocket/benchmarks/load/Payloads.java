package io.bisocket.benchmarks.load;

import java.util.Random;

/** Payloads that differ from each other and that nothing can compress. */
final class Payloads {

    /** How many take turns in one place in flight. */
    static final int TURNS = 4;

    private final byte[][] payloads = new byte[TURNS][];
    private int turn;

    Payloads(int size, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TURNS; i++) {
            payloads[i] = new byte[size];
            random.nextBytes(payloads[i]);
        }
    }

    /** The next one, not a copy. */
    byte[] next() {
        turn = (turn + 1) % TURNS;
        return payloads[turn];
    }
}
