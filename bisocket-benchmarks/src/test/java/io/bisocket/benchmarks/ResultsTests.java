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
        results.add(run("load", system, round, true, rate));
    }

    private static Run run(String load, String system, int round, boolean counts, double rate) {
        Conditions conditions = new Conditions("17", "Linux", 5, 1);
        return new Run(load, system, conditions, round, 0, counts, Map.of(Metric.RATE, rate));
    }

    @Test
    void whenAWorkloadIsMeasuredAnewThenItsFormerRunsAreForgotten() {
        results.add(run("latency", "first", 0, true, 1));
        results.add(run("bulk-1m", "first", 0, true, 1));

        results.forget("latency");

        assertThat(results.workloads()).containsExactly(Workload.named("bulk-1m"));
    }

    @Test
    void whenARunDoesNotCountThenItHasNoPartInFiguresAndRatios() {
        run("other", 0, 50);
        results.add(run("load", "first", 0, false, 1));
        run("first", 0, 100);

        assertThat(results.statistics("load", "first", Metric.RATE))
                .contains(new Statistics(100, 100, 100));
        assertThat(results.ratio("load", "first", "other", Metric.RATE))
                .contains(new Statistics(2, 2, 2));
    }
}
