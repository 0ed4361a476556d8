package io.bisocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReconnectTests {

    @Test
    void whenTheDelaysCannotWorkThenTheErrorSaysWhy() {
        assertThatThrownBy(() -> Reconnect.backoff(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the initial reconnect delay must be more than zero but was PT0S");
        assertThatThrownBy(() -> Reconnect.backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the maximum reconnect delay PT1S must not be less than the initial one,"
                                + " PT2S");
    }

    @Test
    void whenNothingIsSetThenAClientComesBack() {
        assertThat(Reconnect.defaults().enabled()).isTrue();
        assertThat(Reconnect.never().enabled()).isFalse();
    }
}
