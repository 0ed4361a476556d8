package io.bisocket.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All runs of a comparison. Not thread-safe. */
final class Results {

    private final List<Run> runs = new ArrayList<>();

    void add(Run run) {
        runs.add(run);
    }

    List<Run> runs() {
        return List.copyOf(runs);
    }

    /** What a system's runs gave; empty if it had none. */
    Optional<Statistics> statistics(String workload, String system, Metric metric) {
        List<Double> values =
                of(workload, system).stream().map(run -> run.values().get(metric)).toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Statistics.of(values));
    }

    /** How much of another's figure the first one has, by the pairs of runs of one round. */
    Optional<Statistics> ratio(String workload, String first, String other, Metric metric) {
        List<Double> ratios = new ArrayList<>();
        for (Run mine : of(workload, first)) {
            of(workload, other).stream()
                    .filter(run -> run.round() == mine.round())
                    .forEach(run -> ratios.add(quotient(mine, run, metric)));
        }
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Statistics.of(ratios));
    }

    private static double quotient(Run mine, Run other, Metric metric) {
        return mine.values().getOrDefault(metric, Double.NaN)
                / other.values().getOrDefault(metric, Double.NaN);
    }

    private List<Run> of(String workload, String system) {
        return runs.stream()
                .filter(run -> run.workload().equals(workload) && run.system().equals(system))
                .toList();
    }
}
