package io.bisocket.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.CryptoKey;
import io.bisocket.internal.crypto.KeyDerivation;
import io.bisocket.internal.server.LogLines;
import org.junit.jupiter.api.Test;

class PassphraseWarningsTests {

    @Test
    void whenAKeyIsAPassphraseThenThereIsOneWarningThatNamesTheCommandAndNotTheKey() {
        try (LogLines log = new LogLines(PassphraseWarnings.class)) {
            PassphraseWarnings.nativeKey("blue", CryptoKey.of("swordfish"));
            PassphraseWarnings.nativeKey("blue", CryptoKey.of("swordfish"));

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARN A passphrase serves as the key 'blue'.")
                    .contains("'openssl rand -hex 32'")
                    .doesNotContain("swordfish");
        }
    }

    @Test
    void whenThereAreSeveralPassphrasesThenThereIsAWarningForEach() {
        try (LogLines log = new LogLines(PassphraseWarnings.class)) {
            PassphraseWarnings.nativeKey(null, CryptoKey.of("pike"));
            PassphraseWarnings.nativeKey(null, CryptoKey.of("perch"));

            assertThat(log.lines())
                    .hasSize(2)
                    .allSatisfy(
                            line ->
                                    assertThat(line)
                                            .startsWith(
                                                    "WARN A passphrase serves as the key without a name."));
        }
    }

    @Test
    void whenAPassphraseServesThePythonFormatThenStretchingIsSaidToGainNothing() {
        try (LogLines log = new LogLines(PassphraseWarnings.class)) {
            PassphraseWarnings.pythonKey(CryptoKey.of("trout"));
            PassphraseWarnings.pythonKey(CryptoKey.of("trout"));

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARN The crypto key is a passphrase and serves the Python format")
                    .contains("stretching it gains nothing", "'openssl rand -hex 32'")
                    .doesNotContain("trout");
        }
    }

    @Test
    void whenAKeyIsStrongOrBuiltInThenThereIsNothingToSay() {
        try (LogLines log = new LogLines(PassphraseWarnings.class)) {
            PassphraseWarnings.nativeKey(null, TestKeys.RED);
            PassphraseWarnings.pythonKey(TestKeys.RED);
            PassphraseWarnings.nativeKey(null, CryptoKey.builtIn());
            PassphraseWarnings.pythonKey(CryptoKey.builtIn());

            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void whenTheKeyIsTheBuiltInOneThenItIsNotStretched() {
        assertThat(KeyDerivation.isPassphrase(CryptoKey.builtIn().exposeSecret())).isFalse();
    }
}
