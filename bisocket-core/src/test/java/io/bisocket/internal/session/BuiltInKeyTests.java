package io.bisocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.CryptoKeyException;
import io.bisocket.internal.server.LogLines;
import org.junit.jupiter.api.Test;

class BuiltInKeyTests {

    @Test
    void whenTheKeyIsUsedOftenThereIsOneWarningInTheProcess() {
        BuiltInKey.warnOnce();

        try (LogLines log = new LogLines(BuiltInKey.class)) {
            BuiltInKey.warnOnce();
            BuiltInKey.warnOnce();

            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void whenTheKeyIsTakenOffLoopbackTheRefusalSaysWhatToDo() {
        assertThat(BuiltInKey.offLoopback("here is 192.0.2.1"))
                .isInstanceOf(CryptoKeyException.class)
                .hasMessageContaining("works on loopback only, but here is 192.0.2.1")
                .hasMessageContaining("set CRYPTO_KEY (or bisocket.crypto-key)");
    }
}
