package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FasterCodecTests {

    @Test
    void whenEncodedTheIvComesFirst() {
        byte[] body = codec(new ScriptedRandom("twelve bytes")).encode(new byte[5]);

        assertThat(body).startsWith("twelve bytes".getBytes(StandardCharsets.US_ASCII));
        assertThat(body).hasSize(12 + 5 + 16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"|[-_-]|12345", "12|[-_-]|345", "12345|[-_-]|"})
    void whenIvHoldsTerminatorAnotherIsDrawn(String bad) {
        byte[] body = codec(new ScriptedRandom(bad, "good good go")).encode(new byte[5]);

        assertThat(body).startsWith("good good go".getBytes(StandardCharsets.US_ASCII));
        assertThat(codec(new SecureRandom()).decode(body)).isEqualTo(new byte[5]);
    }

    @Test
    void whenThereIsNoRoomForIvOrTagItIsRefused() {
        for (int length = 0; length < 28; length++) {
            byte[] tooShort = Arrays.copyOf(new byte[0], length);
            String message =
                    length < 12
                            ? "expected an IV of 12 bytes but the body has " + length
                            : "expected at least 16 bytes of ciphertext but there were "
                                    + (length - 12);

            assertThatExceptionOfType(PythonDecodeException.class)
                    .isThrownBy(() -> codec(new SecureRandom()).decode(tooShort))
                    .withMessage(message);
        }
    }

    private static FasterCodec codec(SecureRandom random) {
        return new FasterCodec(new AesGcm(new byte[32], random), new ReplayGuard());
    }
}
