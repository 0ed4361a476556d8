package io.bisocket.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what a comparison gave: a table, all runs, and a plot for each workload. */
final class Report {

    private Report() {}

    static void write(CompareOptions options, Results results) throws IOException {
        Path out = Files.createDirectories(options.out());
        String table = MarkdownTable.of(options, results);
        write(out.resolve("results.md"), table);
        write(out.resolve("runs.csv"), RunsCsv.of(results));
        for (Workload workload : options.workloads()) {
            write(
                    out.resolve(workload.name() + ".svg"),
                    BarPlot.of(workload, options.systems(), results));
        }
        Console.print(table);
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
