package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class CipherWarmUpTests {

    @Test
    void whenItRunsThenWhatItSealsOpens() {
        assertThatCode(CipherWarmUp::run).doesNotThrowAnyException();
    }

    @Test
    void whenALongRecordIsSealedThenItHasBegun() {
        RecordSealer sealer = new RecordSealer(new CipherState(new byte[32]));

        sealer.seal(new byte[4096], 0, 4096, new byte[4096 + RecordFormat.OVERHEAD], 0);

        assertThat(CipherWarmUp.hasBegun()).isTrue();
    }
}
