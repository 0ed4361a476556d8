package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyStrengthTests {

    private static final String BASE64_43 = "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "000102030405060708090A0B0C0D0E0F101112131415161718191a1b1c1d1e1f",
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20",
                BASE64_43,
                BASE64_43 + "=",
                BASE64_43 + "==",
                BASE64_43 + "+/",
                BASE64_43 + "-_",
            })
    void strong(String key) {
        assertThat(KeyStrength.isStrong(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret-lol",
                "correct horse battery staple correct horse battery staple A1",
                // 31 bytes, an odd number of digits, a digit that is none
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e",
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2",
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1g",
                // no digit, no lower case, no upper case
                "aBcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuv",
                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGHIJKLMN",
                "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmn",
                // what is around the key belongs to it
                " " + BASE64_43,
                BASE64_43 + "\n",
                BASE64_43 + "===",
                "=" + BASE64_43,
            })
    void passphrase(String key) {
        assertThat(KeyStrength.isStrong(key)).isFalse();
    }

    @Test
    void oneCharacterLessThanThirtyTwoBytesIsAPassphrase() {
        assertThat(KeyStrength.isStrong(BASE64_43)).isTrue();
        assertThat(KeyStrength.isStrong(BASE64_43.substring(1))).isFalse();
        assertThat(KeyStrength.isStrong(BASE64_43.substring(1) + "=")).isFalse();
    }

    @Test
    void aVeryLongKeyIsNoTrouble() {
        assertThat(KeyStrength.isStrong("a".repeat(1_000_001))).isFalse();
        assertThat(KeyStrength.isStrong("aB3".repeat(1_000_000))).isTrue();
    }
}
