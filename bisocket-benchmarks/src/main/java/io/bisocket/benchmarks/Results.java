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

    /** A workload is about to be measured anew. */
    void forget(String workload) {
        runs.removeIf(run -> run.workload().equals(workload));
    }

    List<Run> runs() {
        return List.copyOf(runs);
    }

    /** The workloads that there are runs of, in the order in which they were measured. */
    List<Workload> workloads() {
        return runs.stream().map(Run::workload).distinct().map(Workload::named).toList();
    }

    /** The systems that had to do it, in the order of the first round. */
    List<String> systems(Workload workload) {
        return runs.stream()
                .filter(run -> run.workload().equals(workload.name()))
                .map(Run::system)
                .distinct()
                .toList();
    }

    /** How many rounds a workload had. */
    int rounds(Workload workload) {
        return runs.stream()
                .filter(run -> run.workload().equals(workload.name()))
                .mapToInt(run -> run.round() + 1)
                .max()
                .orElse(0);
    }

    /** Under what a system did it. */
    Conditions conditions(Workload workload, String system) {
        return runs.stream()
                .filter(run -> run.workload().equals(workload.name()))
                .filter(run -> run.system().equals(system))
                .map(Run::conditions)
                .findFirst()
                .orElseThrow();
    }

    /** What a system's runs gave; empty if it had none that count. */
    Optional<Statistics> statistics(String workload, String system, Metric metric) {
        List<Double> values =
                of(workload, system).stream()
                        .map(run -> run.values().get(metric))
                        .filter(value -> value != null)
                        .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Statistics.of(values));
    }

    /** How much of another's figure the first one has, by the pairs of runs of one round. */
    Optional<Statistics> ratio(String workload, String first, String other, Metric metric) {
        List<Double> ratios = new ArrayList<>();
        for (Run mine : of(workload, first)) {
            of(workload, other).stream()
                    .filter(run -> run.round() == mine.round())
                    .map(run -> quotient(mine, run, metric))
                    .filter(ratio -> !ratio.isNaN())
                    .forEach(ratios::add);
        }
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Statistics.of(ratios));
    }

    private static Double quotient(Run mine, Run other, Metric metric) {
        return mine.values().getOrDefault(metric, Double.NaN)
                / other.values().getOrDefault(metric, Double.NaN);
    }

    private List<Run> of(String workload, String system) {
        return runs.stream()
                .filter(run -> run.workload().equals(workload))
                .filter(run -> run.system().equals(system))
                .filter(Run::counts)
                .toList();
    }
}
