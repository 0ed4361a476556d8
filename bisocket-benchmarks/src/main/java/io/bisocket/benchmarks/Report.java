package io.bisocket.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What comparisons gave, as files.
 *
 * <pre>
 *   folder/runs.csv         all runs; what everything else is made of
 *   folder/results.md       tables
 *   folder/WORKLOAD.svg     a plot for each workload
 * </pre>
 *
 * In a folder that has no runs itself, {@code results.md} has the tables of its folders.
 */
final class Report {

    private static final String RUNS = "runs.csv";
    private static final String RESULTS = "results.md";

    private Report() {}

    /** What is in a folder so far. */
    static Results read(Path folder) throws IOException {
        return RunsCsv.read(folder.resolve(RUNS));
    }

    /** Writes everything of one comparison. */
    static void write(Path folder, Results results) throws IOException {
        Files.createDirectories(folder);
        write(folder.resolve(RUNS), RunsCsv.of(results));
        render(folder, results);
    }

    /** Makes tables and plots of the runs in a folder, and in its folders. */
    static String render(Path folder) throws IOException {
        if (Files.exists(folder.resolve(RUNS))) {
            return render(folder, read(folder));
        }
        StringBuilder all = new StringBuilder();
        for (Path part : parts(folder)) {
            String name = String.valueOf(part.getFileName());
            String table = render(part).replaceAll("\\]\\(", "](" + name + "/");
            all.append("## ").append(name).append("\n\n").append(table).append('\n');
        }
        if (all.isEmpty()) {
            throw new UsageException("no %s in %s or its folders".formatted(RUNS, folder));
        }
        write(folder.resolve(RESULTS), all.toString());
        return all.toString();
    }

    private static List<Path> parts(Path folder) throws IOException {
        try (Stream<Path> parts = Files.list(folder)) {
            return parts.filter(part -> Files.exists(part.resolve(RUNS))).sorted().toList();
        }
    }

    private static String render(Path folder, Results results) throws IOException {
        String table = MarkdownTable.of(results);
        write(folder.resolve(RESULTS), table);
        for (Workload workload : results.workloads()) {
            write(folder.resolve(workload.name() + ".svg"), BarPlot.of(workload, results));
        }
        return table;
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
