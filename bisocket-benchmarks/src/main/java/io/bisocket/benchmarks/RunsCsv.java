package io.bisocket.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Every run in a line, those that were thrown away included; a column stays empty where a workload
 * does not give that figure.
 */
final class RunsCsv {

    private static final Pattern COMMA = Pattern.compile(",");
    private static final List<String> COLUMNS =
            List.of(
                    "workload",
                    "system",
                    "java",
                    "machine",
                    "warmup",
                    "seconds",
                    "round",
                    "steal_percent",
                    "counts");

    private RunsCsv() {}

    static String of(Results results) {
        String head =
                Arrays.stream(Metric.values())
                        .map(metric -> metric.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(",", String.join(",", COLUMNS) + ",", "\n"));
        return results.runs().stream().map(RunsCsv::line).collect(Collectors.joining("", head, ""));
    }

    private static String line(Run run) {
        Conditions conditions = run.conditions();
        String start =
                String.format(
                        Locale.ROOT,
                        "%s,%s,%s,%s,%s,%s,%d,%.1f,%s,",
                        run.workload(),
                        run.system(),
                        conditions.java(),
                        conditions.machine(),
                        conditions.warmup(),
                        conditions.seconds(),
                        run.round() + 1,
                        run.steal(),
                        run.counts());
        return Arrays.stream(Metric.values())
                .map(metric -> run.values().get(metric))
                .map(value -> value == null ? "" : String.format(Locale.ROOT, "%.3f", value))
                .collect(Collectors.joining(",", start, "\n"));
    }

    /**
     * The runs in a file; none if there is no such file.
     *
     * @throws UsageException if the file has other columns
     */
    static Results read(Path file) throws IOException {
        Results results = new Results();
        if (!Files.exists(file)) {
            return results;
        }
        List<String> lines = Files.readAllLines(file);
        List<String> columns =
                lines.isEmpty() ? List.of() : COMMA.splitAsStream(lines.get(0)).toList();
        if (!columns.containsAll(COLUMNS)) {
            throw new UsageException(
                    "the columns of %s must be %s but were %s".formatted(file, COLUMNS, columns));
        }
        lines.stream().skip(1).map(line -> parse(columns, line)).forEach(results::add);
        return results;
    }

    private static Run parse(List<String> columns, String line) {
        String[] cells = COMMA.split(line, -1);
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            int column = columns.indexOf(metric.name().toLowerCase(Locale.ROOT));
            if (column >= 0 && !cells[column].isEmpty()) {
                values.put(metric, Double.valueOf(cells[column]));
            }
        }
        return new Run(
                cells[0],
                cells[1],
                new Conditions(
                        cells[2],
                        cells[3],
                        Double.parseDouble(cells[4]),
                        Double.parseDouble(cells[5])),
                Integer.parseInt(cells[6]) - 1,
                Double.parseDouble(cells[7]),
                Boolean.parseBoolean(cells[8]),
                values);
    }
}
