package io.bisocket.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTests {

    @TempDir Path out;

    @Test
    void whenAReportIsWrittenThenItHasATableAllRunsAndAPlotForEachWorkload() throws IOException {
        Results results = new Results();
        results.add(run("bisocket", 0, 200));
        results.add(run("rsocket-tls", 0, 80));
        results.add(run("bisocket", 1, 260));
        results.add(run("rsocket-tls", 1, 130));

        Report.write(options(), results);

        assertThat(out.resolve("results.md"))
                .content()
                .contains("2 runs of 1 s after 5 s of warm-up")
                .contains("### throughput-64")
                .contains("| bisocket | 230 (200–260) |  | 0.5 (0.5–0.5) |  |")
                .contains("| rsocket-tls | 105 (80–130) | 2.25× | 0.5 (0.5–0.5) | 1.00× |");
        assertThat(out.resolve("runs.csv"))
                .content()
                .startsWith("workload,system,round,steal_percent,median,p99,rate,")
                .contains("throughput-64,bisocket,2,1.5,,20.000,260.000,,0.500,,,\n");
        assertThat(out.resolve("throughput-64.svg"))
                .content()
                .startsWith("<svg ")
                .contains(">rsocket-tls</text>", ">230</text>")
                .endsWith("</svg>\n");
    }

    @Test
    void whenASystemHasNoRunsThenItsFiguresAreDashes() throws IOException {
        Results results = new Results();
        results.add(run("bisocket", 0, 200));

        Report.write(options(), results);

        assertThat(Files.readString(out.resolve("results.md")))
                .contains("| rsocket-tls | – | – | – | – | – | – |");
    }

    @Test
    void whenFiguresAreWrittenThenThreeDigitsMatter() {
        assertThat(MarkdownTable.plain(1234.56)).isEqualTo("1235");
        assertThat(MarkdownTable.plain(12.345)).isEqualTo("12.3");
        assertThat(MarkdownTable.plain(0.456)).isEqualTo("0.46");
        assertThat(MarkdownTable.plain(100)).isEqualTo("100");
        assertThat(MarkdownTable.plain(5)).isEqualTo("5");
    }

    private CompareOptions options() {
        return CompareOptions.parse(
                List.of(
                        "--systems",
                        "bisocket,rsocket-tls",
                        "--workloads",
                        "throughput-64",
                        "--runs",
                        "2",
                        "--seconds",
                        "1",
                        "--out",
                        out.toString()));
    }

    private static Run run(String system, int round, double rate) {
        return new Run(
                "throughput-64",
                system,
                round,
                1.5,
                Map.of(Metric.RATE, rate, Metric.CPU, 0.5, Metric.P99, 20.0));
    }
}
