package io.bisocket.benchmarks;

import java.util.List;
import java.util.Locale;

/** The medians, with the least and the most, and how the first system stands to the others. */
final class MarkdownTable {

    private final Results results;
    private final StringBuilder text = new StringBuilder();

    private MarkdownTable(Results results) {
        this.results = results;
    }

    static String of(Results results) {
        MarkdownTable table = new MarkdownTable(results);
        results.workloads().forEach(table::workload);
        return table.text.toString();
    }

    private void conditions(Workload workload) {
        String first = results.systems(workload).get(0);
        Conditions of = results.conditions(workload, first);
        text.append(
                "%s, Java %s. %d rounds"
                        .formatted(of.machine(), of.java(), results.rounds(workload)));
        if (workload.kind().keepsProcesses()) {
            text.append(" of %s s after ".formatted(plain(of.seconds()))).append(warmup(workload));
        }
        text.append(". ![](%s.svg)%n%n".formatted(workload.name()));
    }

    private String warmup(Workload workload) {
        List<String> lengths =
                results.systems(workload).stream()
                        .map(system -> plain(results.conditions(workload, system).warmup()))
                        .distinct()
                        .toList();
        return lengths.size() == 1
                ? lengths.get(0) + " s of warm-up"
                : String.join(" or ", lengths) + " s of warm-up, as the system needs";
    }

    private void workload(Workload workload) {
        text.append(text.isEmpty() ? "### " : "\n### ").append(workload.name()).append("\n\n");
        conditions(workload);
        text.append("| system |");
        workload.kind()
                .metrics()
                .forEach(
                        metric ->
                                text.append(
                                        " %s (%s) | ratio |"
                                                .formatted(metric.title(), metric.unit())));
        text.append("\n| --- |").append(" ---: | ---: |".repeat(workload.kind().metrics().size()));
        text.append('\n');
        results.systems(workload).forEach(system -> row(workload, system));
    }

    private void row(Workload workload, String system) {
        text.append("| ").append(system).append(" |");
        for (Metric metric : workload.kind().metrics()) {
            String value =
                    results.statistics(workload.name(), system, metric)
                            .map(MarkdownTable::figures)
                            .orElse("–");
            text.append(" ").append(value).append(" | ");
            text.append(ratio(workload, system, metric)).append(" |");
        }
        text.append('\n');
    }

    private String ratio(Workload workload, String system, Metric metric) {
        String first = results.systems(workload).get(0);
        if (first.equals(system)) {
            return "";
        }
        return results.ratio(workload.name(), first, system, metric)
                .map(MarkdownTable::ratio)
                .orElse("–");
    }

    private static String ratio(Statistics of) {
        return String.format(Locale.ROOT, "**%.2f×** (%.2f–%.2f)", of.median(), of.min(), of.max());
    }

    private static String figures(Statistics of) {
        return "%s (%s–%s)".formatted(plain(of.median()), plain(of.min()), plain(of.max()));
    }

    /** Three digits that matter. */
    static String plain(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }
}
