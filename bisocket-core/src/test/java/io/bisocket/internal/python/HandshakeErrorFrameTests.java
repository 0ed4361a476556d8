package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bisocket.Encryption;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeErrorFrameTests {

    private static final String PREFIX = "|[bisocket-handshake-error]|";

    @ParameterizedTest
    @EnumSource
    void whenServerCannotReadHandshakeItTellsItsMode(Encryption mode) {
        HandshakeErrorFrame frame = HandshakeErrorFrame.of(mode);

        assertThat(frame.encode())
                .asString()
                .startsWith(
                        PREFIX
                                + "{\"error\":\"handshake_failed\",\"server_encryption\":\""
                                + mode.wireName()
                                + "\",\"message\":\"")
                .contains("BISOCKET_ENCRYPTION", "CRYPTO_KEY");
        assertThat(HandshakeErrorFrame.decode(frame.encode())).contains(frame);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ok", "|[bisocket-handler-error]|{}"})
    void whenPrefixIsMissingItIsAnotherFrame(String body) {
        assertThat(HandshakeErrorFrame.decode(bytes(body))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "[]", "{}", "{\"server_encryption\":null}"})
    void whenDetailsCannotBeReadTheyAreLeftOut(String json) {
        assertThat(HandshakeErrorFrame.decode(bytes(PREFIX + json)))
                .contains(new HandshakeErrorFrame(null, ""));
    }

    @Test
    void whenMessageWouldBreakTheFramingItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HandshakeErrorFrame("off", "a|[-_-]|b").encode())
                .withMessage("the message must not hold a frame's end");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
