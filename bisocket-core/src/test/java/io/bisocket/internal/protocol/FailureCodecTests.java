package io.bisocket.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FailureCodecTests {

    private static final Failure FAILURE = new Failure(0x0123, true, "Oops", "bäd", "at x");

    @Test
    void whenAFailureIsWrittenEveryByteIsAsDocumented() {
        assertThat(HexFormat.of().formatHex(FailureCodec.encode(FAILURE)))
                .isEqualTo(
                        "0123"
                                + "01"
                                + "04"
                                + "4f6f7073"
                                + "0004"
                                + "62c3a464"
                                + "0004"
                                + "61742078");
    }

    @Test
    void whenAFailureIsReadItIsWhatWasWritten() {
        assertThat(FailureCodec.decode(FailureCodec.encode(FAILURE))).isEqualTo(FAILURE);
        Failure empty = new Failure(65_535, false, "", "", "");
        assertThat(FailureCodec.decode(FailureCodec.encode(empty))).isEqualTo(empty);
    }

    @Test
    void whenTextsAreTooLongTheyAreCutBetweenCharacters() {
        String type = "ü".repeat(200);
        String message = "😀".repeat(3000);
        Failure cut =
                FailureCodec.decode(
                        FailureCodec.encode(
                                new Failure(33, false, type, "m" + message, "t".repeat(60_000))));
        assertThat(cut.type()).isEqualTo("ü".repeat(127));
        assertThat(cut.message()).isEqualTo("m" + "😀".repeat(2047));
        assertThat(cut.trace()).hasSize(49_152);
    }

    @Test
    void whenTheBytesAreNoFailureTheErrorNamesTheField() {
        byte[] bytes = FailureCodec.encode(FAILURE);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> FailureCodec.decode(cut)).isInstanceOf(FrameException.class);
        }
        assertThatThrownBy(() -> FailureCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .hasMessage("failure: must end after its last field but has 1 more bytes");
        bytes[2] = 2;
        assertThatThrownBy(() -> FailureCodec.decode(bytes))
                .hasMessage("failure: flags must be 0 or 1 but was 2");
    }

    @Test
    void whenALoneSurrogateIsWrittenItIsReplaced() {
        byte[] bytes = FailureCodec.encode(new Failure(1, false, "\ud800", "x", ""));
        assertThat(FailureCodec.decode(bytes).type()).isEqualTo("?");
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).contains("x");
    }
}
