package io.bisocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsTests {

    @Test
    void whenNothingIsSetThenTheDefaultsHold() {
        Limits limits = Limits.defaults();

        assertThat(limits.maxMessageSize()).isEqualTo(16 * 1024 * 1024);
        assertThat(limits.maxHandshakeSize()).isEqualTo(1024);
        assertThat(limits.handshakeTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(limits.pairingTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(limits.frameTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void whenALimitIsNotMoreThanZeroThenTheErrorNamesIt() {
        assertThatThrownBy(() -> Limits.builder().maxConnections(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("max-connections must be more than zero but was 0");
        assertThatThrownBy(() -> Limits.builder().frameTimeout(Duration.ZERO).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("frame-timeout must be more than zero but was PT0S");
        assertThatThrownBy(() -> Limits.builder().maxMessageSize(Integer.MAX_VALUE).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "max-message-size must be at most 1073741824 (1 GiB) but was 2147483647");
    }
}
