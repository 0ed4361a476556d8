package io.bisocket.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarksTests {

    @Test
    void whenTheCommandMakesNoSenseThenTheExitCodeIsTwo() {
        assertThat(Benchmarks.run(List.of())).isEqualTo(2);
        assertThat(Benchmarks.run(List.of("race"))).isEqualTo(2);
        assertThat(Benchmarks.run(List.of("compare", "--runs", "-1"))).isEqualTo(2);
    }
}
