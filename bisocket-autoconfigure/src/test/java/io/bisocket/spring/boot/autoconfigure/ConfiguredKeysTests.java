package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bisocket.CryptoKey;
import io.bisocket.CryptoKeyException;
import io.bisocket.KeyRing;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The keys of the properties, and whether one is required. */
class ConfiguredKeysTests {

    private final StandardEnvironment environment = new StandardEnvironment();

    ConfiguredKeysTests() {
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
        set("bisocket.keys.spring.crypto-key", "very secret too");
        assertThat(properties().toString()).doesNotContain("very secret");
        assertThat(properties().keys().toString()).doesNotContain("very secret");
        assertThat(ring().toString()).isEqualTo("KeyRing[unnamed, 'spring']");
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

    @Test
    void whenKeysHaveNamesThenTheRingHoldsThemBesideTheOneWithout() {
        UUID client = UUID.randomUUID();
        set("bisocket.crypto-key", "unnamed");
        set("bisocket.keys.spring.crypto-key", "of spring");
        set("bisocket.keys.spring.not-after", "2030-01-31T12:00:00Z");
        set("bisocket.keys.till-7.crypto-key", "of till 7");
        set("bisocket.keys.till-7.clients", client.toString());

        assertThat(ring())
                .isEqualTo(
                        KeyRing.builder()
                                .key(CryptoKey.of("unnamed"))
                                .key(
                                        "till-7",
                                        CryptoKey.of("of till 7"),
                                        only -> only.clients(client))
                                .key(
                                        "spring",
                                        CryptoKey.of("of spring"),
                                        only ->
                                                only.notAfter(
                                                        Instant.parse("2030-01-31T12:00:00Z")))
                                .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"BISOCKET_KEYS_SPRING_CRYPTOKEY", "BISOCKET_KEYS_SPRING_CRYPTO_KEY"})
    void whenAKeyWithANameIsInTheFormOfAVariableThenItBinds(String variable) {
        setVariable(variable, "of the variable");
        assertThat(ring())
                .isEqualTo(
                        KeyRing.builder().key("spring", CryptoKey.of("of the variable")).build());
    }

    @Test
    void whenThereAreKeysWithNamesThenTheBuiltInOneIsNotAmongThem() {
        set("bisocket.require-key", "true");
        set("bisocket.keys.spring.crypto-key", "of spring");
        assertThat(ring().holdsBuiltInKey()).isFalse();
        assertThat(ring().entries()).extracting(KeyRing.Entry::name).containsExactly("spring");
    }

    @Test
    void whenTheApplicationHasAKeyThenItIsTheOneWithoutAName() {
        set("bisocket.crypto-key", "of the property");
        set("bisocket.keys.spring.crypto-key", "of spring");
        assertThat(ConfiguredKeys.of(environment, CryptoKey.of("own")))
                .isEqualTo(
                        KeyRing.builder()
                                .key(CryptoKey.of("own"))
                                .key("spring", CryptoKey.of("of spring"))
                                .build());
    }

    @Test
    void whenAKeyWithANameIsBlankThenItsPropertyIsNamed() {
        set("bisocket.keys.spring.crypto-key", " ");
        assertInvalid("property bisocket.keys.spring.crypto-key is not set");
    }

    @Test
    void whenOnlyTheEndOfAKeyIsSetThenWhatIsMissingIsNamed() {
        set("bisocket.keys[Next Year].not-after", "2030-01-31T12:00:00Z");
        assertInvalid("property bisocket.keys.[Next Year].crypto-key is not set");
    }

    @Test
    void whenAPlaceholderOfAKeyWithANameIsUnresolvedThenItsPropertyIsNamed() {
        set("bisocket.keys.spring.crypto-key", "${NO_SUCH_VARIABLE}");
        assertThatExceptionOfType(CryptoKeyException.class)
                .isThrownBy(this::ring)
                .withMessage(
                        "property bisocket.keys.spring.crypto-key still holds an unresolved ${...}"
                                + " placeholder");
    }

    @Test
    void whenTheClientsOfAKeyAreNoneThenThatIsNotTakenForAll() {
        set("bisocket.keys.spring.crypto-key", "of spring");
        set("bisocket.keys.spring.clients", "");
        assertInvalid("property bisocket.keys.spring.clients names no client");
    }

    @Test
    void whenOneKeyHasTwoNamesAndDifferentClientsThenThatIsRefusedWithoutShowingIt() {
        set("bisocket.crypto-key", "the same");
        set("bisocket.keys.spring.crypto-key", "the same");
        set("bisocket.keys.spring.clients", UUID.randomUUID().toString());
        assertInvalid("properties bisocket.keys: unnamed and 'spring' are one and the same key");
    }

    private void assertInvalid(String message) {
        assertThatExceptionOfType(InvalidKeysException.class)
                .isThrownBy(this::ring)
                .withMessageStartingWith(message)
                .satisfies(e -> assertThat(e.action()).endsWith("."));
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
        return ring().entries().iterator().next().key();
    }

    private KeyRing ring() {
        return ConfiguredKeys.of(environment, null);
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
