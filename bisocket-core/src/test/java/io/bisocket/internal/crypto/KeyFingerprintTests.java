package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyFingerprintTests {

    @Test
    void whenTheKeyStringIsTheSameThenSoIsTheFingerprint() {
        KeyFingerprint first = KeyFingerprint.of("passphrase", "orders");
        KeyFingerprint second = KeyFingerprint.of(new StringBuilder("passphrase"), "orders");

        assertThat(second).isEqualTo(first).hasSameHashCodeAs(first);
    }

    @Test
    void whenAKeyStringOrContextDiffersThenSoDoesTheFingerprint() {
        KeyFingerprint first = KeyFingerprint.of("passphrase", "orders");

        assertThat(KeyFingerprint.of("Passphrase", "orders")).isNotEqualTo(first);
        assertThat(KeyFingerprint.of("passphrase", "billing")).isNotEqualTo(first);
        assertThat(KeyFingerprint.of("sphrase", "orderspas")).isNotEqualTo(first);
        assertThat(first).isNotEqualTo("passphrase");
    }

    @Test
    void whenShownThenItShowsNothing() {
        assertThat(KeyFingerprint.of("passphrase", "orders")).hasToString("KeyFingerprint[***]");
    }
}
