package io.bisocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.CryptoKeyException.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTests {

    private static final CryptoKey ONE = CryptoKey.of("the first secret");
    private static final CryptoKey TWO = CryptoKey.of("the second secret");
    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");
    private static final UUID ANN = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);

    @Test
    void whenThereIsOneKeyThenItHasNoNameAndNoRestriction() {
        assertThat(KeyRing.of(ONE).entries())
                .containsExactly(new KeyRing.Entry(null, ONE, null, Set.of()));
    }

    @Test
    void whenKeysAreRestrictedThenTheirEntriesSaySo() {
        KeyRing ring =
                KeyRing.builder()
                        .key(ONE, key -> key.notAfter(NEW_YEAR))
                        .key("ann and bob", TWO, key -> key.clients(ANN).clients(List.of(BOB)))
                        .build();

        assertThat(ring.entries())
                .containsExactly(
                        new KeyRing.Entry(null, ONE, NEW_YEAR, Set.of()),
                        new KeyRing.Entry("ann and bob", TWO, null, Set.of(ANN, BOB)));
    }

    @Test
    void whenThereIsNoKeyThenTheRingIsRefused() {
        assertThatThrownBy(() -> KeyRing.builder().build())
                .isInstanceOfSatisfying(
                        CryptoKeyException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.MISSING))
                .hasMessage("a key ring must hold at least one key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void whenANameIsBlankThenItIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.builder().key(name, ONE))
                .withMessage("the name of a key must not be blank");
    }

    @Test
    void whenANameIsTakenThenItIsRefused() {
        KeyRing.Builder builder = KeyRing.builder().key(ONE).key("blue", ONE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.key("blue", TWO))
                .withMessage("there is a key 'blue' already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.key(TWO))
                .withMessage("there is a key without a name already");
    }

    /** Unpaired surrogates have no UTF-8 and become question marks. */
    @Test
    void whenTwoNamesHaveOneIdThenTheRingIsRefused() {
        KeyRing.Builder builder = KeyRing.builder().key("?", ONE).key("\ud800", TWO);

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage(
                        "the key '?' and the key '\ud800' have the same key id;"
                                + " rename one of them");
    }

    @Test
    void whenAKeyIsRestrictedToNobodyThenThatIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.builder().key(ONE, key -> key.clients(List.of())))
                .withMessageStartingWith("a key must be restricted to at least one client id");
    }

    @Test
    void whenOneKeyHasTwoNamesThenItsClientsMustBeTheSame() {
        KeyRing.Builder builder = KeyRing.builder().key(ONE);

        assertThat(builder.key("renamed", ONE, key -> key.notAfter(NEW_YEAR)).build().entries())
                .hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.key("ann", ONE, key -> key.clients(ANN)).build())
                .withMessage(
                        "unnamed and 'ann' are one and the same key, so they must have the same"
                                + " clients: who holds it can use either name");
    }

    @Test
    void whenRingsHoldTheSameThenTheyAreEqualInAnyOrder() {
        KeyRing ring = KeyRing.builder().key(ONE).key("blue", TWO).build();

        assertThat(KeyRing.builder().key("blue", TWO).key(ONE).build())
                .isEqualTo(ring)
                .hasSameHashCodeAs(ring);
        assertThat(KeyRing.builder().key(ONE).key("blue", ONE).build()).isNotEqualTo(ring);
        assertThat(KeyRing.of(ONE)).isNotEqualTo(ring).isNotEqualTo(ONE);
    }

    @Test
    void whenShownThenTheKeysAreNot() {
        KeyRing ring =
                KeyRing.builder()
                        .key(ONE)
                        .key("blue", TWO, key -> key.notAfter(NEW_YEAR).clients(ANN, BOB))
                        .build();

        assertThat(ring)
                .hasToString("KeyRing[unnamed, 'blue' until 2027-01-01T00:00:00Z for clients: 2]");
        assertThat(KeyRing.of(ONE)).hasSameHashCodeAs(KeyRing.of(TWO));
    }

    @Test
    void whenOneKeyIsTheBuiltInOneThenTheRingKnows() {
        assertThat(KeyRing.of(CryptoKey.builtIn()).holdsBuiltInKey()).isTrue();
        assertThat(KeyRing.of(ONE).holdsBuiltInKey()).isFalse();
    }

    @Test
    void whenTheRingIsBuiltThenNothingChangesIt() {
        KeyRing.Builder builder = KeyRing.builder().key(ONE);
        KeyRing ring = builder.build();
        builder.key("later", TWO);

        assertThat(ring).isEqualTo(KeyRing.of(ONE));
        assertThatThrownBy(() -> ring.entries().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
