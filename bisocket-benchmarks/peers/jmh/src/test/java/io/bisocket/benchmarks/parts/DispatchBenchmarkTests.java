package io.bisocket.benchmarks.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.internal.link.Outgoing;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DispatchBenchmarkTests {

    @Test
    void whenARequestIsHandledThenItIsEchoedInEachOfTheWays() {
        DispatchBenchmark benchmark = new DispatchBenchmark();
        Stream<Object> replies =
                Stream.of(
                        benchmark.coreBytes(),
                        benchmark.coreJson(),
                        benchmark.springBytes(),
                        benchmark.springJson());
        benchmark.close();

        assertThat(replies)
                .extracting(reply -> new String(((Outgoing) reply).payload()))
                .containsOnly("{\"item\":\"pencil\",\"count\":3}")
                .hasSize(4);
    }
}
