package io.bisocket.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTests {

    @Test
    void whenThereIsAMiddleThenItIsTheMedian() {
        assertThat(Statistics.of(List.of(5.0, 1.0, 3.0))).isEqualTo(new Statistics(3, 1, 5));
    }

    @Test
    void whenThereAreTwoInTheMiddleThenTheirMeanIsTheMedian() {
        assertThat(Statistics.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Statistics(3, 1, 9));
    }

    @Test
    void whenThereAreNoneThenItSaysSo() {
        assertThatThrownBy(() -> Statistics.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there must be at least one value");
    }
}
