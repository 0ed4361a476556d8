package io.bisocket.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuiteTests {

    @Test
    void whenAllPartsAreMeasuredThenItTakesLessThanAnHour() {
        double seconds =
                Suite.PARTS.keySet().stream()
                        .map(part -> Suite.options(part, Path.of("out")))
                        .mapToDouble(CompareOptions::estimate)
                        .sum();

        assertThat(seconds / 60).isLessThan(60);
    }

    @Test
    void whenAPartIsMeasuredThenItHasAFolderOfItsOwn() {
        assertThat(Suite.options("main", Path.of("out")).out()).isEqualTo(Path.of("out/main"));
    }

    @Test
    void whenAPartIsUnknownThenTheMessageListsThem() {
        assertThatThrownBy(() -> Suite.run(List.of("--parts", "mane")))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("expected --out FOLDER and --parts of [main, ");
    }
}
