package io.bisocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.Reconnect;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTests {

    private static final Reconnect RECONNECT =
            Reconnect.backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

    @Test
    void whenAttemptsFailTheDelayDoublesUpToTheMaximum() {
        Backoff backoff = new Backoff(RECONNECT, () -> 1.0);

        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(200));
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(400));
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(800));
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void whenTheDiceSayZeroTheDelayIsHalf() {
        Backoff backoff = new Backoff(RECONNECT, () -> 0.0);

        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(50));
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void whenResetTheDelaysStartAgain() {
        Backoff backoff = new Backoff(RECONNECT, () -> 1.0);
        backoff.next();
        backoff.next();

        backoff.reset();

        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void whenNothingIsInjectedTheDelaysAreJittered() {
        Backoff backoff = new Backoff(RECONNECT);

        assertThat(backoff.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    }

    @Test
    void whenTheMaximumIsForeverNothingOverflows() {
        Reconnect longest = Reconnect.backoff(Duration.ofDays(30), Duration.ofDays(36_500));
        Backoff backoff = new Backoff(longest, () -> 1.0);
        for (int i = 0; i < 100; i++) {
            backoff.next();
        }

        assertThat(backoff.next()).isEqualTo(Duration.ofDays(36_500));
    }
}
