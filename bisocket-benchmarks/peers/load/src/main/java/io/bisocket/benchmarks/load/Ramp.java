package io.bisocket.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How soon a process is as fast as it gets: the load in short slices, from the first message on.
 * What the second half of the slices gave at the median is the steady rate.
 */
final class Ramp {

    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final double ENOUGH = 0.8;

    private final List<Double> rates = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();

    /**
     * Runs slices.
     *
     * @param first when the first message was sent, as {@link System#nanoTime} has it
     * @param nanos for how long
     */
    static Ramp run(Load load, long first, long nanos) throws InterruptedException {
        Ramp ramp = new Ramp();
        while (System.nanoTime() - first < nanos) {
            LoadResult slice = load.run(SLICE_NANOS);
            ramp.slice(slice.messages() / (double) slice.took(), System.nanoTime() - first);
        }
        return ramp;
    }

    void slice(double perNano, long end) {
        rates.add(perNano);
        ends.add(end);
    }

    /** Messages in each nanosecond, when it is steady. */
    double steady() {
        return rates.stream()
                .skip(rates.size() / 2)
                .sorted()
                .skip((rates.size() - rates.size() / 2) / 2)
                .findFirst()
                .orElse(0.0);
    }

    /** When the first slice ended that was nearly steady, in nanoseconds. */
    long reached() {
        double enough = ENOUGH * steady();
        for (int i = 0; i < rates.size(); i++) {
            if (rates.get(i) >= enough) {
                return ends.get(i);
            }
        }
        return 0;
    }

    String line() {
        return "reached=%d steady=%d"
                .formatted(reached(), Math.round(steady() * TimeUnit.SECONDS.toNanos(1_000_000)));
    }
}
