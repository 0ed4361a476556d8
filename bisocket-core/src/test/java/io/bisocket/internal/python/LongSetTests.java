package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LongSetTests {

    @Test
    void whenLongsAreAddedItHoldsThemAndNoOthers() {
        LongSet set = new LongSet(0x9E3779B97F4A7C15L);
        Set<Long> expected = new HashSet<>();
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            long value = 1 + random.nextInt(30_000);
            assertThat(set.contains(value)).isEqualTo(expected.contains(value));
            set.add(value);
            expected.add(value);
            assertThat(set.size()).isEqualTo(expected.size());
        }
        for (long value = 1; value <= 30_000; value++) {
            assertThat(set.contains(value)).isEqualTo(expected.contains(value));
        }
    }

    @Test
    void whenMultiplierIsEvenItWorksAllTheSame() {
        LongSet set = new LongSet(0);
        for (long value = 1; value < 1_000; value++) {
            set.add(value << 50);
            assertThat(set.contains(value << 50)).isTrue();
        }
    }
}
