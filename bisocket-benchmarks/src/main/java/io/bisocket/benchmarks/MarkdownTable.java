package io.bisocket.benchmarks;

import java.util.Locale;

/** The medians, with the least and the most, and how the first system stands to the others. */
final class MarkdownTable {

    private final CompareOptions options;
    private final Results results;
    private final StringBuilder text = new StringBuilder();

    private MarkdownTable(CompareOptions options, Results results) {
        this.options = options;
        this.results = results;
    }

    static String of(CompareOptions options, Results results) {
        MarkdownTable table = new MarkdownTable(options, results);
        table.machine();
        options.workloads().forEach(table::workload);
        return table.text.toString();
    }

    private void machine() {
        text.append(
                String.format(
                        Locale.ROOT,
                        "%d processors, Java %s, %s %s. %d runs of %s s after %s s of warm-up.%n",
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        options.runs(),
                        plain(options.seconds()),
                        plain(options.warmup())));
    }

    private void workload(Workload workload) {
        text.append("\n### ").append(workload.name()).append("\n\n");
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
        options.systems().forEach(system -> row(workload, system.name()));
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
        String first = options.systems().get(0).name();
        if (first.equals(system)) {
            return "";
        }
        return results.ratio(workload.name(), first, system, metric)
                .map(ratio -> String.format(Locale.ROOT, "%.2f×", ratio.median()))
                .orElse("–");
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
