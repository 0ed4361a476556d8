package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class KeyIdTests {

    @Test
    void theUnnamedKeyIsZeros() {
        assertThat(KeyId.UNNAMED.bytes()).hasSize(16).containsOnly(0);
    }

    /** As Python's hashlib computes it. */
    @Test
    void aNamedKeyIsHalfAHash() {
        assertThat(KeyId.ofName("blue")).hasToString("8f019e3b096ae88b010ad554b90aeb09");
    }

    @Test
    void equalBytesMakeEqualIds() {
        KeyId id = KeyId.ofName("blue");
        assertThat(KeyId.of(id.bytes())).isEqualTo(id).hasSameHashCodeAs(id);
        assertThat(KeyId.ofName("Blue")).isNotEqualTo(id);
        id.bytes()[0] ^= 1;
        assertThat(id).isEqualTo(KeyId.ofName("blue"));
    }

    @Test
    void whenTheNameIsEmptyThenItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyId.ofName(""))
                .withMessage("the name of a key must not be empty");
    }

    @Test
    void whenTheLengthIsWrongThenItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyId.of(new byte[15]))
                .withMessage("a key id must be 16 bytes but was 15");
    }
}
