package io.bisocket.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTests {

    private final Latencies latencies = new Latencies();

    @Test
    void whenThereAreNoneThenEveryQuantileIsZero() {
        assertThat(latencies.quantile(0.5)).isZero();
        assertThat(latencies.total()).isZero();
    }

    @Test
    void whenValuesAreSmallThenQuantilesAreExact() {
        for (int nanos = 1; nanos <= 60; nanos++) {
            latencies.add(nanos);
        }

        assertThat(latencies.quantile(0.5)).isEqualTo(30);
        assertThat(latencies.quantile(1)).isEqualTo(60);
    }

    @Test
    void whenValuesAreLargeThenQuantilesAreAtMostAThirtySecondTooLarge() {
        for (long nanos = 1; nanos < Long.MAX_VALUE / 3; nanos *= 3) {
            Latencies one = new Latencies();
            one.add(nanos);

            assertThat(one.quantile(0.5)).isBetween(nanos, nanos + nanos / 32);
        }
    }

    @Test
    void whenOthersAreAddedThenTheyCount() {
        Latencies others = new Latencies();
        others.add(10);
        latencies.add(20);
        latencies.add(others);

        assertThat(latencies.total()).isEqualTo(2);
        assertThat(latencies.quantile(0.5)).isEqualTo(10);
    }
}
