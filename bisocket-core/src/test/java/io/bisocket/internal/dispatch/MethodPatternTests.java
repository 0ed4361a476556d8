package io.bisocket.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodPatternTests {

    @ParameterizedTest
    @CsvSource({
        "order.*, order.place, true",
        "order.*, order, false",
        "order.*, order., false",
        "order.*, order.place.now, false",
        "order.*, orders.place, false",
        "order.{id}, order.42, true",
        "order.{id}.cancel, order.42.cancel, true",
        "order.{id}.cancel, order.42, false",
        "*.place, order.place, true",
        "*.place, order.x.place, false",
        "*.*, order.place, true",
        "*.*, order, false",
        "order.**, order, true",
        "order.**, order.place, true",
        "order.**, order.place.now, true",
        "order.**, orders, false",
        "order.*.**, order, false",
        "order.*.**, order.place.right.now, true"
    })
    void whenAMethodIsComparedThenSegmentsDecide(String pattern, String method, boolean matches) {
        assertThat(pattern(pattern).matches(method)).isEqualTo(matches);
    }

    @Test
    void whenAMethodMatchesThenVariablesAreItsSegments() {
        assertThat(pattern("order.{id}.{what}").variables("order.42.cancel"))
                .isEqualTo(Map.of("id", "42", "what", "cancel"));
        assertThat(pattern("order.*").variables("order.42")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"order.place", "order", ".", "order.", "a b", "x-y"})
    void whenThereIsNoWildcardThenItIsAName(String name) {
        assertThat(MethodPattern.of(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"order.pre*", "order.**.x", "order.{id", "order.{}", "{a}{b}", "***"})
    void whenAWildcardIsNoSegmentThenTheMessageSaysWhatWouldBe(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MethodPattern.of(pattern))
                .withMessageContaining(
                        "in the method pattern '%s' must be a name, '*', '{variable}', or at the end '**'"
                                .formatted(pattern));
    }

    @Test
    void whenAVariableOccursTwiceThenItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MethodPattern.of("{a}.{a}"))
                .withMessage("the variable 'a' occurs twice in the method pattern '{a}.{a}'");
    }

    @Test
    void whenPatternsAreSortedThenTheMorePreciseComesFirst() {
        assertThat(
                        Stream.of("a.**", "a.b.**", "*.*", "a.*", "a.{id}", "*.b.c")
                                .map(MethodPatternTests::pattern)
                                .sorted()
                                .map(MethodPattern::toString))
                .containsExactly("a.{id}", "*.b.c", "a.*", "*.*", "a.b.**", "a.**");
    }

    private static MethodPattern pattern(String text) {
        return MethodPattern.of(text).orElseThrow();
    }
}
