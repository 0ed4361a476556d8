package io.bisocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.CryptoKeyException.Reason;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CryptoKeyTests {

    @Test
    void whenTheTextIsGivenThenTheAesKeyIsItsSha256() {
        // FIPS 180-2, appendix B.1: SHA-256("abc").
        assertThat(CryptoKey.of("abc").exposeSha256())
                .isEqualTo(
                        HexFormat.of()
                                .parseHex(
                                        "ba7816bf8f01cfea414140de5dae2223"
                                                + "b00361a396177a9cb410ff61f20015ad"));
    }

    @Test
    void whenTheTextHasWhiteSpaceAroundItThenThatBelongsToTheKey() {
        assertThat(CryptoKey.of(" key ")).isNotEqualTo(CryptoKey.of("key"));
    }

    @Test
    void whenShownThenTheKeyIsNot() {
        assertThat(CryptoKey.of("a secret")).hasToString("CryptoKey[***]");
        assertThat(CryptoKey.builtIn()).hasToString("CryptoKey[built-in]");
    }

    @Test
    void whenTheBuiltInKeyIsSpelledOutThenItIsStillTheBuiltInOne() {
        assertThat(CryptoKey.of("secret-lol").isBuiltIn()).isTrue();
        assertThat(CryptoKey.of("secret-lol ").isBuiltIn()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${CRYPTO_KEY}", "prefix-${KEY:", "${"})
    void whenAPlaceholderIsUnresolvedThenTheKeyIsRefused(String text) {
        assertThatThrownBy(() -> CryptoKey.of(text))
                .isInstanceOfSatisfying(
                        CryptoKeyException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.UNRESOLVED_PLACEHOLDER))
                .hasMessageContaining("unresolved ${...} placeholder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "YES", " on ", "require", "Required"})
    void whenTheEnvironmentRequiresAKeyThenAMissingOneIsRefused(String word) {
        assertThatThrownBy(() -> fromEnvironment(Map.of("BISOCKET_REQUIRE_KEY", word)))
                .isInstanceOfSatisfying(
                        CryptoKeyException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.MISSING))
                .hasMessageContaining("CRYPTO_KEY")
                .hasMessageContaining("openssl rand -hex 32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "false", "no", "", "off"})
    void whenTheEnvironmentDoesNotRequireAKeyThenTheBuiltInOneServes(String word) {
        assertThat(fromEnvironment(Map.of("BISOCKET_REQUIRE_KEY", word)).isBuiltIn()).isTrue();
        assertThat(fromEnvironment(Map.of("CRYPTO_KEY", " ")).isBuiltIn()).isTrue();
    }

    @Test
    void whenTheEnvironmentHasAKeyThenThatIsIt() {
        assertThat(fromEnvironment(Map.of("CRYPTO_KEY", "k", "BISOCKET_REQUIRE_KEY", "1")))
                .isEqualTo(CryptoKey.of("k"));
    }

    private static CryptoKey fromEnvironment(Map<String, String> environment) {
        return CryptoKey.fromEnvironment(environment::get);
    }
}
