package io.bisocket.benchmarks.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTests {

    @TempDir Path folder;

    @Test
    void whenABaselineIsWrittenThenItReadsTheSame() throws IOException {
        Path file = folder.resolve("baseline");
        Baseline baseline = new Baseline(new TreeMap<>(Map.of("17.core.64", 1850L)));

        baseline.with(Map.of("25.core.64", 1700L)).write(file);

        assertThat(Baseline.read(file).bytes())
                .isEqualTo(Map.of("17.core.64", 1850L, "25.core.64", 1700L));
    }

    @Test
    void whenThereIsNoFileThenEverythingLacksABaseline() throws IOException {
        Baseline baseline = Baseline.read(folder.resolve("none"));

        assertThat(baseline.complaints(Map.of("17.core.64", 1L), 0.1))
                .containsExactly("17.core.64 has no baseline; see --update");
    }

    @Test
    void whenSomethingIsWorseBeyondTheToleranceThenItIsNamed() {
        Baseline baseline = new Baseline(new TreeMap<>(Map.of("a", 1000L, "b", 1000L)));

        assertThat(baseline.complaints(Map.of("a", 1100L, "b", 1101L), 0.1))
                .containsExactly(
                        "b allocates 1101 bytes for each message but at most 1100 are allowed");
    }

    @Test
    void whenSomethingIsBetterThenAllIsWell() {
        Baseline baseline = new Baseline(new TreeMap<>(Map.of("a", 1000L)));

        assertThat(baseline.complaints(Map.of("a", 500L), 0.1)).isEmpty();
    }
}
