package io.bisocket.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StealWatchTests {

    @TempDir Path folder;

    @Test
    void whenTheHostTookTimeThenTheShareIsOfAllThatPassed() throws IOException {
        Path stat = folder.resolve("stat");
        Files.writeString(stat, "cpu  100 0 50 800 10 0 5 20 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n");
        StealWatch watch = StealWatch.start(stat);
        Files.writeString(stat, "cpu  150 0 70 820 10 0 5 30 0 0\n");

        assertThat(watch.percent()).isCloseTo(10, within(0.01));
    }

    @Test
    void whenTheSystemDoesNotTellThenNothingWasTaken() throws IOException {
        assertThat(StealWatch.start(folder.resolve("none")).percent()).isZero();
    }
}
