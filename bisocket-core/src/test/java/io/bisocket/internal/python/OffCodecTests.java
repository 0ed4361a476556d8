package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OffCodecTests {

    private final OffCodec codec = new OffCodec();

    @ParameterizedTest
    @CsvSource({
        "'', r",
        "hello, rhello",
        "|[-_-], bfFstXy1d",
        "x|[-_-], beHxbLV8tXQ==",
        "|[-_-]|, bfFstXy1dfA==",
        "a|[-_-]|b, bYXxbLV8tXXxi",
        "|[-_-, r|[-_-",
        "[-_-]|, r[-_-]|",
        "|(---)|, r|(---)|"
    })
    void whenPlainBytesWouldBreakTheFramingTheyGoInBase64(String plain, String body) {
        assertThat(codec.encode(bytes(plain))).asString().isEqualTo(body);
        assertThat(codec.decode(bytes(body))).asString().isEqualTo(plain);
    }

    @Test
    void whenNeedlesslyInBase64ItIsRead() {
        assertThat(codec.decode(bytes("baGVsbG8="))).asString().isEqualTo("hello");
        assertThat(codec.decode(bytes("b"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', expected a body that begins with 'r' or 'b' but it is empty",
        "xyz, expected a body that begins with 'r' or 'b' but it begins with 0x78",
        "bYQ, expected base64 in groups of 4 but there were 2 characters",
        "bYQ=, expected base64 in groups of 4 but there were 3 characters",
        "bYQ==YQ==, expected base64 after 'b' but it is none",
        "bY-_=, expected base64 after 'b' but it is none",
        "b====, expected base64 after 'b' but it is none"
    })
    void whenBodyHasNeitherFormItIsRefused(String body, String message) {

        assertThatExceptionOfType(PythonDecodeException.class)
                .isThrownBy(() -> codec.decode(bytes(body)))
                .withMessage(message)
                .satisfies(
                        e ->
                                assertThat(e.reason())
                                        .isEqualTo(PythonDecodeException.Reason.MODE_OR_KEY));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
