package io.bisocket.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("packaged")
class PackagedComparisonTests {

    @TempDir Path out;

    @Test
    void whenThePackagedJarComparesTwoSystemsThenBothHaveFigures() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-jar",
                                System.getProperty("benchmarks.jar"),
                                "compare",
                                "--systems",
                                "bisocket,netty-tls-jdk",
                                "--workloads",
                                "throughput-64",
                                "--runs",
                                "2",
                                "--starts",
                                "2",
                                "--seconds",
                                "1",
                                "--warmup",
                                "0.2",
                                "--steal",
                                "100",
                                "--out",
                                out.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(out.resolve("runs.csv")).content().hasLineCount(5);
        assertThat(said).contains("| netty-tls-jdk | ").doesNotContain("–  |");
    }
}
