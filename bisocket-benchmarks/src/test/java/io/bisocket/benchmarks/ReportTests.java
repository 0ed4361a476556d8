package io.bisocket.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

        Report.write(out, results);

        assertThat(out.resolve("results.md"))
                .content()
                .startsWith("### throughput-64\n\nLinux with 2 processors, Java 17. ")
                .contains("2 rounds of 1 s after 5 s of warm-up. ![](throughput-64.svg)\n")
                .contains("| bisocket | 230 (200–260) |  | 0.5 (0.5–0.5) |  |")
                .contains("| rsocket-tls | 105 (80–130) | **2.25×** (2.00–2.50) | 0.5 (0.5–0.5) |");
        assertThat(out.resolve("runs.csv"))
                .content()
                .startsWith(
                        "workload,system,java,machine,warmup,seconds,round,steal_percent,counts,")
                .contains(
                        "throughput-64,bisocket,17,Linux with 2 processors,5.0,1.0,2,1.5,true,"
                                + ",20.000,260.000,,0.500,,,,,\n");
        assertThat(out.resolve("throughput-64.svg"))
                .content()
                .startsWith("<svg ")
                .contains(">rsocket-tls</text>", ">230</text>")
                .endsWith("</svg>\n");
    }

    @Test
    void whenRunsWereThrownAwayThenTheFiguresAreDashesAndTheOrderStays() throws IOException {
        Results results = new Results();
        results.add(thrownAway("bisocket"));
        results.add(run("rsocket-tls", 0, 80));

        Report.write(out, results);

        assertThat(out.resolve("results.md"))
                .content()
                .contains("| bisocket | – |  | – |  | – |  |\n| rsocket-tls | 80 (80–80) | – |");
        assertThat(Report.read(out).runs()).isEqualTo(results.runs());
    }

    @Test
    void whenAFolderHasPartsThenTheirTablesAreMergedAndPlotsAreFound() throws IOException {
        for (String part : List.of("b", "a")) {
            Results results = new Results();
            results.add(run("bisocket", 0, 200));
            Report.write(out.resolve(part), results);
        }

        Report.render(out);

        assertThat(out.resolve("results.md"))
                .content()
                .startsWith("## a\n\n### throughput-64\n")
                .contains("![](a/throughput-64.svg)")
                .containsSubsequence("## a\n", "## b\n", "![](b/throughput-64.svg)");
    }

    @Test
    void whenThereAreNoRunsThenTheMessageNamesTheFile() {
        assertThatThrownBy(() -> Report.render(out))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("no runs.csv in ");
    }

    @Test
    void whenAFileHasOtherColumnsThenTheMessageSaysWhich() throws IOException {
        Files.writeString(out.resolve("runs.csv"), "workload,system\n");

        assertThatThrownBy(() -> Report.read(out))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("but were [workload, system]");
    }

    @Test
    void whenFiguresAreWrittenThenThreeDigitsMatter() {
        assertThat(MarkdownTable.plain(1234.56)).isEqualTo("1235");
        assertThat(MarkdownTable.plain(12.345)).isEqualTo("12.3");
        assertThat(MarkdownTable.plain(0.456)).isEqualTo("0.46");
        assertThat(MarkdownTable.plain(100)).isEqualTo("100");
        assertThat(MarkdownTable.plain(5)).isEqualTo("5");
    }

    private static Run thrownAway(String system) {
        Run run = run(system, 0, 1);
        return new Run(run.workload(), system, run.conditions(), 0, 50, false, run.values());
    }

    private static Run run(String system, int round, double rate) {
        return new Run(
                "throughput-64",
                system,
                new Conditions("17", "Linux with 2 processors", 5, 1),
                round,
                1.5,
                true,
                Map.of(Metric.RATE, rate, Metric.CPU, 0.5, Metric.P99, 20.0));
    }
}
