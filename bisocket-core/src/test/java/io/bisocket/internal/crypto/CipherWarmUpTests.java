package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class CipherWarmUpTests {

    @Test
    void whenItRunsThenWhatItSealsOpens() {
        assertThatCode(() -> CipherWarmUp.run(System::nanoTime)).doesNotThrowAnyException();
    }

    @Test
    void whenTheCipherStaysSlowThenItEndsAfterThreeSeconds() {
        Clock clock = new Clock(Duration.ofMillis(1));

        CipherWarmUp.run(clock);

        assertThat(clock.passed()).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3100));
    }

    @Test
    void whenTheCipherIsFastThenTwoThousandCallsAreEnough() {
        Clock clock = new Clock(Duration.ofNanos(1000));

        CipherWarmUp.run(clock);

        assertThat(clock.passed()).isBetween(Duration.ofMillis(2), Duration.ofMillis(3));
    }

    @Test
    void whenALongRecordIsSealedThenItHasBegun() {
        RecordSealer sealer = new RecordSealer(new CipherState(new byte[32]));

        sealer.seal(new byte[4096], 0, 4096, new byte[4096 + RecordFormat.OVERHEAD], 0);

        assertThat(CipherWarmUp.hasBegun()).isTrue();
    }

    /** Moves on by a step each time that it is read, for a minute. */
    private static final class Clock implements LongSupplier {

        private final Duration step;
        private Duration time = Duration.ZERO;

        Clock(Duration step) {
            this.step = step;
        }

        Duration passed() {
            return time;
        }

        @Override
        public long getAsLong() {
            time = time.plus(step);
            assertThat(time).isLessThan(Duration.ofMinutes(1));
            return time.toNanos();
        }
    }
}
