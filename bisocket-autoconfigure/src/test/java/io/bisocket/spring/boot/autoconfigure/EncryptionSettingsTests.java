package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.Encryption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The encryption of the Python format. */
class EncryptionSettingsTests extends BoundSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "fast, FASTER",
        "no-compress, FASTER",
        "OFF, OFF",
        "false, OFF",
        "plaintext, OFF",
        "secure, SECURE",
        "true, SECURE",
        "'', SECURE"
    })
    void whenVariableNamesTheEncryptionThenItIsTheDefault(String word, Encryption encryption) {
        enablePython();
        setVariable("BISOCKET_ENCRYPTION", word);
        assertThat(server().pythonEncryption()).isEqualTo(encryption);
        assertThat(client().pythonEncryption()).isEqualTo(encryption);

        set("bisocket.server.python.encryption", "faster");
        set("bisocket.client.python.encryption", "faster");
        assertThat(server().pythonEncryption()).isEqualTo(Encryption.FASTER);
        assertThat(client().pythonEncryption()).isEqualTo(Encryption.FASTER);
    }

    @Test
    void whenEncryptionIsUnknownThenItIsRefused() {
        enablePython();
        setVariable("BISOCKET_ENCRYPTION", "rot13");
        assertRefused(this::server, "BISOCKET_ENCRYPTION", "'rot13' is no encryption mode");

        set("bisocket.server.python.encryption", "rot14");
        assertRefused(
                this::server,
                "bisocket.server.python.encryption",
                "'rot14' is no encryption mode; accepted are secure");
    }

    @Test
    void whenADisabledFormatHasSettingsThenThatIsRefused() {
        set("bisocket.server.python.encryption", "off");
        assertRefused(
                this::server,
                "bisocket.server.python.encryption",
                "bisocket.server.python.enabled is false");
        set("bisocket.client.python.encryption", "off");
        assertRefused(
                this::client,
                "bisocket.client.python.encryption",
                "bisocket.client.protocol is native");
    }

    @Test
    void whenTheClientIsNativeThenTheVariableOfTheEncryptionDoesNotMatter() {
        setVariable("BISOCKET_ENCRYPTION", "rot13");
        assertThat(client().pythonEncryption()).isNull();
        assertThat(server().pythonEncryption()).isNull();
    }

    private void enablePython() {
        set("bisocket.server.python.enabled", "true");
        set("bisocket.client.protocol", "python");
    }

    private void setVariable(String name, String value) {
        String source = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment
                .getPropertySources()
                .addLast(
                        new SystemEnvironmentPropertySource(
                                name + "-" + source, Map.of(name, value)));
    }
}
