package io.bisocket.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Every run in a line; a column stays empty where a workload does not give that figure. */
final class RunsCsv {

    private RunsCsv() {}

    static String of(Results results) {
        String head =
                Arrays.stream(Metric.values())
                        .map(metric -> metric.name().toLowerCase(Locale.ROOT))
                        .collect(
                                Collectors.joining(
                                        ",", "workload,system,round,steal_percent,", "\n"));
        return results.runs().stream().map(RunsCsv::line).collect(Collectors.joining("", head, ""));
    }

    private static String line(Run run) {
        return Arrays.stream(Metric.values())
                .map(metric -> run.values().get(metric))
                .map(value -> value == null ? "" : String.format(Locale.ROOT, "%.3f", value))
                .collect(
                        Collectors.joining(
                                ",",
                                String.format(
                                        Locale.ROOT,
                                        "%s,%s,%d,%.1f,",
                                        run.workload(),
                                        run.system(),
                                        run.round() + 1,
                                        run.steal()),
                                "\n"));
    }
}
