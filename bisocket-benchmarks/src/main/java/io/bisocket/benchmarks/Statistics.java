package io.bisocket.benchmarks;

import java.util.List;

/**
 * What several runs of one system gave.
 *
 * @param median the middle one, or the mean of the middle two
 * @param min the least
 * @param max the most
 */
record Statistics(double median, double min, double max) {

    /**
     * Of these values.
     *
     * @throws IllegalArgumentException if there are none
     */
    static Statistics of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one value");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median =
                sorted.size() % 2 == 1
                        ? sorted.get(middle)
                        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Statistics(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }
}
