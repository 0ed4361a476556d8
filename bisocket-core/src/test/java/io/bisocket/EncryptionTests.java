package io.bisocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncryptionTests {

    @ParameterizedTest
    @CsvSource({
        "SECURE, secure on true 1 yes default bz2",
        "FASTER, faster fast fastest nocompress no-compress",
        "OFF, off none false 0 no plaintext plain insecure disabled"
    })
    void whenTextIsNameOrAliasItNamesTheMode(Encryption mode, String texts) {
        for (String text : texts.split(" ")) {
            assertThat(Encryption.parse(text)).as(text).isEqualTo(mode);
            assertThat(Encryption.parse("  " + text.toUpperCase() + "\n")).isEqualTo(mode);
        }
    }

    @ParameterizedTest
    @CsvSource({"SECURE, secure", "FASTER, faster", "OFF, off"})
    void wireNameIsThePythonName(Encryption mode, String name) {
        assertThat(mode.wireName()).isEqualTo(name);
    }

    @Test
    void whenTextNamesNoModeTheErrorListsWhatIsAccepted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Encryption.parse("tls"))
                .withMessage(
                        "'tls' is no encryption mode; accepted are secure (or 1, bz2, default, on,"
                                + " true, yes), faster (or fast, fastest, no-compress, nocompress),"
                                + " off (or 0, disabled, false, insecure, no, none, plain,"
                                + " plaintext)");
    }

    @Test
    void whenVariableIsUnsetOrEmptyTheModeIsSecure() {
        assertThat(Encryption.fromEnvironment(name -> null)).isEqualTo(Encryption.SECURE);
        assertThat(Encryption.fromEnvironment(name -> "")).isEqualTo(Encryption.SECURE);
    }

    @Test
    void whenVariableNamesModeItIsTaken() {
        assertThat(
                        Encryption.fromEnvironment(
                                name -> name.equals("BISOCKET_ENCRYPTION") ? "Plain" : null))
                .isEqualTo(Encryption.OFF);
    }

    @Test
    void whenVariableNamesNoModeTheErrorNamesTheVariable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Encryption.fromEnvironment(name -> "  "))
                .withMessageStartingWith("BISOCKET_ENCRYPTION: '  ' is no encryption mode");
    }
}
