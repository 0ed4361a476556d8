package io.bisocket.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTests {

    private final Results results = new Results();

    @Test
    void whenRunsStandBesideEachOtherThenTheRatioIsOfThosePairs() {
        run("first", 0, 100);
        run("other", 0, 50);
        run("first", 1, 30);
        run("other", 1, 10);
        run("first", 2, 40);
        run("other", 2, 40);

        assertThat(results.ratio("load", "first", "other", Metric.RATE))
                .contains(new Statistics(2, 1, 3));
    }

    @Test
    void whenARunWasThrownAwayThenItsPairDoesNotCount() {
        run("first", 0, 100);
        run("other", 1, 50);

        assertThat(results.ratio("load", "first", "other", Metric.RATE)).isEmpty();
    }

    @Test
    void whenASystemHasNoRunsThenItHasNoStatistics() {
        assertThat(results.statistics("load", "first", Metric.RATE)).isEmpty();
    }

    private void run(String system, int round, double rate) {
        results.add(new Run("load", system, round, 0, Map.of(Metric.RATE, rate)));
    }
}
