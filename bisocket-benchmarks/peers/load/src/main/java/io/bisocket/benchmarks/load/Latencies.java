package io.bisocket.benchmarks.load;

/**
 * Counts durations in buckets that are at most 1/32 of their value wide. Not thread-safe.
 *
 * <pre>
 *   0 ... 63         one bucket for each nanosecond
 *   64 and above     32 buckets for each power of two
 * </pre>
 */
final class Latencies {

    private static final int STEPS = 32;
    private static final int STEP_BITS = 5;

    private final long[] counts = new long[STEPS * (Long.SIZE - STEP_BITS)];
    private long total;

    void add(long nanos) {
        counts[bucket(Math.max(0, nanos))]++;
        total++;
    }

    void add(Latencies others) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others.counts[i];
        }
        total += others.total;
    }

    long total() {
        return total;
    }

    /**
     * The duration that this share of all is not above, in nanoseconds; 0 where there is none.
     *
     * @param share from 0 to 1
     */
    long quantile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return upperBound(i);
            }
        }
        return 0;
    }

    private static int bucket(long nanos) {
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(nanos) - STEP_BITS - 1);
        return shift * STEPS + (int) (nanos >>> shift);
    }

    private static long upperBound(int bucket) {
        int shift = Math.max(0, bucket / STEPS - 1);
        long step = bucket - (long) shift * STEPS;
        return ((step + 1) << shift) - 1;
    }
}
