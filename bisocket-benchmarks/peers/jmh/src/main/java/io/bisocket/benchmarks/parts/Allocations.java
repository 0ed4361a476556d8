package io.bisocket.benchmarks.parts;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a round trip allocates, at both ends together: that hardly depends on how busy a machine is.
 */
final class Allocations {

    private static final int IN_FLIGHT = 64;
    private static final int MOST_ROUNDS = 200;
    private static final int MOST_BYTES = 128 * 1024 * 1024;
    private static final int WARM_UP = 4;
    private static final int ATTEMPTS = 5;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocations() {}

    /**
     * Bytes for each message: the least of several attempts, as compilers and others add to them.
     *
     * @param route as {@link Pair#of} has it
     * @param size bytes of payload
     */
    static long perMessage(String route, int size) {
        byte[] payload = new byte[size];
        int count = Math.min(MOST_ROUNDS, MOST_BYTES / (size * IN_FLIGHT));
        try (Pair pair = Pair.of(route)) {
            rounds(pair, payload, WARM_UP * count);
            long least = Long.MAX_VALUE;
            for (int i = 0; i < ATTEMPTS; i++) {
                long before = allocated();
                rounds(pair, payload, count);
                long bytes = allocated() - before;
                least = Math.min(least, bytes / ((long) count * IN_FLIGHT));
            }
            return least;
        }
    }

    private static void rounds(Pair pair, byte[] payload, int count) {
        for (int i = 0; i < count; i++) {
            pair.echo(payload, IN_FLIGHT);
        }
    }

    /** By all threads that live; those that end in between are too few to matter. */
    private static long allocated() {
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }
}
