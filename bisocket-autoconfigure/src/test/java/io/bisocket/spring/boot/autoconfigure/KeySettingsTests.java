package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bisocket.CryptoKey;
import io.bisocket.CryptoKeyException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The key, and whether one is required. */
class KeySettingsTests {

    private final StandardEnvironment environment = new StandardEnvironment();

    KeySettingsTests() {
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        ConfigurationPropertySources.attach(environment);
    }

    @Test
    void whenThereIsAKeyThenPropertyComesBeforeVariable() {
        setVariable("CRYPTO_KEY", "of the variable");
        assertThat(key()).isEqualTo(CryptoKey.of("of the variable"));

        set("bisocket.crypto-key", "  ");
        assertThat(key()).isEqualTo(CryptoKey.of("of the variable"));

        set("bisocket.crypto-key", "of the property");
        assertThat(key()).isEqualTo(CryptoKey.of("of the property"));
    }

    @Test
    void whenKeyIsInTheFormOfAVariableThenItBinds() {
        setVariable("BISOCKET_CRYPTO_KEY", "relaxed");
        assertThat(key()).isEqualTo(CryptoKey.of("relaxed"));
    }

    @Test
    void whenAPlaceholderOfTheKeyIsUnresolvedThenItIsRefused() {
        set("bisocket.crypto-key", "${CRYPTO_KEY}");
        assertThatExceptionOfType(CryptoKeyException.class)
                .isThrownBy(this::key)
                .satisfies(
                        e ->
                                assertThat(e.reason())
                                        .isEqualTo(
                                                CryptoKeyException.Reason.UNRESOLVED_PLACEHOLDER));

        setVariable("CRYPTO_KEY", "now it is there");
        assertThat(key()).isEqualTo(CryptoKey.of("now it is there"));
    }

    @Test
    void whenKeyIsPrintedThenItIsNotShown() {
        set("bisocket.crypto-key", "very secret");
        assertThat(properties().toString()).doesNotContain("very secret");
        assertThat(server().toString()).doesNotContain("very secret");
        assertThat(client().toString()).doesNotContain("very secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "yes", "on", "require", "required", "REQUIRED", " yes "})
    void whenVariableRequiresAKeyThenAMissingOneIsRefused(String word) {
        setVariable("BISOCKET_REQUIRE_KEY", word);
        assertThatExceptionOfType(CryptoKeyException.class)
                .isThrownBy(this::key)
                .satisfies(
                        e -> assertThat(e.reason()).isEqualTo(CryptoKeyException.Reason.MISSING));

        setVariable("CRYPTO_KEY", "there");
        assertThat(key()).isEqualTo(CryptoKey.of("there"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "false", "no", "off", "False", ""})
    void whenNoKeyIsRequiredThenThereIsTheBuiltInOne(String word) {
        set("bisocket.require-key", word);
        assertThat(key().isBuiltIn()).isTrue();
    }

    @Test
    void whenNobodyKnowsWhetherAKeyIsRequiredThenThatIsRefused() {
        set("bisocket.require-key", "perhaps");
        assertRefused(this::key, "bisocket.require-key", "it must be true (or 1, yes, on, require");
    }

    private static void assertRefused(Runnable reading, String name, String reason) {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(reading::run)
                .satisfies(
                        e -> {
                            assertThat(e.getName()).isEqualTo(name);
                            assertThat(e.getReason()).contains(reason);
                        });
    }

    private CryptoKey key() {
        return Settings.key(properties(), environment);
    }

    private ServerSettings server() {
        return ServerSettings.of(properties().server(), CryptoKey.builtIn(), environment);
    }

    private ClientSettings client() {
        set("bisocket.client.host", "example.test");
        return ClientSettings.of(properties().client(), CryptoKey.builtIn(), environment);
    }

    private BiSocketProperties properties() {
        return Binder.get(environment).bindOrCreate("bisocket", BiSocketProperties.class);
    }

    private void set(String name, String value) {
        environment.getPropertySources().addFirst(new MapPropertySource(name, Map.of(name, value)));
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
