package io.bisocket.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class RampTests {

    @Test
    void whenASliceIsNearlySteadyThenItsEndCounts() {
        Ramp ramp = new Ramp();
        ramp.slice(1e-7, 100);
        ramp.slice(7e-7, 200);
        ramp.slice(8e-7, 300);
        ramp.slice(9e-7, 400);
        ramp.slice(1e-6, 500);
        ramp.slice(1.1e-6, 600);

        assertThat(ramp.steady()).isEqualTo(1e-6);
        assertThat(ramp.reached()).isEqualTo(300);
        assertThat(ramp.line()).isEqualTo("reached=300 steady=1000000000");
    }

    @Test
    void whenTheLoadRunsThenThereAreSlicesToTheEnd() throws InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        EchoClient echo = (payload, told) -> thread.execute(() -> told.onReply(payload, null));
        long first = System.nanoTime() - 100_000_000;

        Ramp ramp = Ramp.run(new Load(List.of(echo), 1, 16), first, 150_000_000);

        assertThat(ramp.reached()).isGreaterThan(150_000_000);
        assertThat(ramp.steady()).isPositive();
        thread.shutdownNow();
    }
}
