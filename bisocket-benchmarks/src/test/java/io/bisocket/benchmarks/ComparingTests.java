package io.bisocket.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparingTests {

    @Test
    void whenRoundsGoByThenEachSystemIsFirstInTurn() {
        List<String> systems = List.of("a", "b", "c");

        assertThat(Comparing.rotated(systems, 0)).containsExactly("a", "b", "c");
        assertThat(Comparing.rotated(systems, 1)).containsExactly("b", "c", "a");
        assertThat(Comparing.rotated(systems, 2)).containsExactly("c", "a", "b");
        assertThat(Comparing.rotated(systems, 3)).containsExactly("a", "b", "c");
    }
}
