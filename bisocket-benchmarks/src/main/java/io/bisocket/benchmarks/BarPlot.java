package io.bisocket.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A workload's first figure as bars, with a line from the least to the most, as SVG. */
final class BarPlot {

    private static final int WIDTH = 640;
    private static final int LABEL = 160;
    private static final int BAR = 18;
    private static final int STEP = 28;
    private static final int TOP = 40;
    private static final int BARS = WIDTH - LABEL - 110;

    private BarPlot() {}

    static String of(Workload workload, Results results) {
        List<String> systems = results.systems(workload);
        Metric metric = workload.kind().metrics().get(0);
        double most =
                systems.stream()
                        .map(system -> results.statistics(workload.name(), system, metric))
                        .flatMap(Optional::stream)
                        .mapToDouble(Statistics::max)
                        .max()
                        .orElse(1);
        StringBuilder svg = new StringBuilder(head(workload, metric, systems.size()));
        for (int i = 0; i < systems.size(); i++) {
            String name = systems.get(i);
            int y = TOP + i * STEP;
            svg.append(label(0, y, name));
            results.statistics(workload.name(), name, metric)
                    .ifPresent(of -> svg.append(bar(of, BARS / most, y)));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String head(Workload workload, Metric metric, int bars) {
        int height = TOP + bars * STEP;
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
        <rect width="100%%" height="100%%" fill="#fff"/>
        <text x="0" y="18" font-weight="bold">%s: %s, %s</text>
        """
                .formatted(WIDTH, height, workload.name(), metric.title(), metric.unit());
    }

    private static String bar(Statistics of, double scale, int y) {
        return String.format(
                        Locale.ROOT,
                        """
                        <rect x="%d" y="%d" width="%.1f" height="%d" fill="#4a7ab5"/>
                        <path d="M%.1f %d H%.1f" stroke="#222"/>
                        """,
                        LABEL,
                        y,
                        of.median() * scale,
                        BAR,
                        LABEL + of.min() * scale,
                        y + BAR / 2,
                        LABEL + of.max() * scale)
                + label((int) (LABEL + of.max() * scale) + 6, y, MarkdownTable.plain(of.median()));
    }

    private static String label(int x, int y, String text) {
        return "<text x=\"%d\" y=\"%d\">%s</text>%n".formatted(x, y + BAR - 4, text);
    }
}
