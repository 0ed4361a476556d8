package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenTests {

    @Test
    void whenWrittenOutTokensAreTheFormats() {
        assertThat(text(Token.TERMINATOR.bytes())).isEqualTo("|[-_-]|");
        assertThat(text(Token.FIELD_SEPARATOR.bytes())).isEqualTo("|(---)|");
        assertThat(text(Token.IV_SEPARATOR.bytes())).isEqualTo("|{***}|");
    }

    @ParameterizedTest
    @EnumSource
    void whenDataHoldsTokensTheFirstAndTheLastAreFound(Token token) {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            String data = random(token, random);

            assertThat(token.indexIn(bytes(data), 0))
                    .as(data)
                    .isEqualTo(data.indexOf(text(token.bytes())));
            assertThat(token.lastIndexIn(bytes(data)))
                    .as(data)
                    .isEqualTo(data.lastIndexOf(text(token.bytes())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whenTokenCanFollowTheFirstOneInBothIsTheOneThatFollows(Token token) {
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            String data = random(token, random);
            String both = data + text(token.bytes());

            assertThat(token.canFollow(bytes(data)))
                    .as(data)
                    .isEqualTo(both.indexOf(text(token.bytes())) == data.length());
        }
    }

    /** Concatenated beginnings, ends and whole tokens. */
    private static String random(Token token, Random random) {
        String text = text(token.bytes());
        StringBuilder data = new StringBuilder();
        for (int parts = random.nextInt(5); parts > 0; parts--) {
            int length = random.nextInt(text.length() + 1);
            data.append(
                    random.nextBoolean()
                            ? text.substring(0, length)
                            : text.substring(text.length() - length));
        }
        return data.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
