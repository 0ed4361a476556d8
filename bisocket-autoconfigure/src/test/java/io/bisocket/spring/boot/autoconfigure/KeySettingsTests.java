package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bisocket.CryptoKey;
import io.bisocket.KeyRing;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which key of the ring is used. */
class KeySettingsTests extends BoundSettingsTest {

    @Test
    void whenTheClientUsesAKeyWithANameThenItIsTheOneOfTheRing() {
        KeyRing ring =
                KeyRing.builder()
                        .key(CryptoKey.of("unnamed"))
                        .key("spring", CryptoKey.of("of spring"))
                        .build();
        assertThat(client().keyOf(ring).key()).isEqualTo(CryptoKey.of("unnamed"));

        set("bisocket.client.key-name", "spring");
        assertThat(client().keyOf(ring).key()).isEqualTo(CryptoKey.of("of spring"));

        set("bisocket.client.key-name", "summer");
        assertThatExceptionOfType(InvalidKeysException.class)
                .isThrownBy(() -> client().keyOf(ring))
                .withMessage(
                        "property bisocket.client.key-name is 'summer', and there is no such key")
                .satisfies(
                        e ->
                                assertThat(e.action())
                                        .contains("bisocket.keys.summer.crypto-key")
                                        .contains("(there are: 'spring')"));
    }

    @Test
    void whenAllKeysHaveNamesThenTheClientHasToNameOne() {
        KeyRing ring = KeyRing.builder().key("spring", CryptoKey.of("of spring")).build();
        assertThatExceptionOfType(InvalidKeysException.class)
                .isThrownBy(() -> client().keyOf(ring))
                .withMessage("the client uses the key without a name, and there is none")
                .satisfies(
                        e ->
                                assertThat(e.action())
                                        .startsWith(
                                                "Set bisocket.client.key-name to one of"
                                                        + " 'spring'"));
    }

    @Test
    void whenTheKeyMayNotSpeakForTheClientThenThatIsRefused() {
        UUID id = UUID.randomUUID();
        KeyRing ring =
                KeyRing.builder()
                        .key("till", CryptoKey.of("of the till"), only -> only.clients(id))
                        .build();
        set("bisocket.client.key-name", "till");
        assertThatExceptionOfType(InvalidKeysException.class)
                .isThrownBy(() -> client().keyOf(ring))
                .withMessageStartingWith("the client's key, 'till' for clients: 1, may not speak")
                .satisfies(e -> assertThat(e.action()).startsWith("Set bisocket.client.id to one"));

        set("bisocket.client.id", id.toString());
        assertThat(client().keyOf(ring).name()).isEqualTo("till");
    }

    @Test
    void whenAClientOfThePythonFormatNamesAKeyThenThatIsRefused() {
        set("bisocket.client.protocol", "python");
        set("bisocket.client.key-name", "spring");
        assertRefused(
                this::client, "bisocket.client.key-name", "bisocket.client.protocol is python");
    }

    @Test
    void whenThePythonFormatHasNoKeyThenThatIsRefused() {
        KeyRing ring = KeyRing.builder().key("spring", CryptoKey.of("of spring")).build();
        server().check(ring);

        set("bisocket.server.python.enabled", "true");
        server().check(KeyRing.of(CryptoKey.of("unnamed")));
        assertThatExceptionOfType(InvalidKeysException.class)
                .isThrownBy(() -> server().check(ring))
                .withMessageStartingWith("property bisocket.server.python.enabled is true, but")
                .satisfies(e -> assertThat(e.action()).startsWith("Set bisocket.crypto-key"));
    }
}
