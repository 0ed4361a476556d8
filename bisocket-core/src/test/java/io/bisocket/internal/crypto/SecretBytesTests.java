package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SecretBytesTests {

    @Test
    void theBytesAreReadWhereSomebodyAsksForThem() {
        SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2, 3});
        assertThat(secret.exposeSecret()).containsExactly(1, 2, 3);
        assertThat(secret.length()).isEqualTo(3);
    }

    @Test
    void nothingElseThatIsPublicShowsThem() {
        assertThat(SecretBytes.class.getMethods())
                .filteredOn(m -> m.getDeclaringClass() == SecretBytes.class)
                .filteredOn(m -> !Modifier.isStatic(m.getModifiers()))
                .extracting(m -> m.getName())
                .containsExactlyInAnyOrder(
                        "exposeSecret",
                        "copy",
                        "length",
                        "destroy",
                        "equals",
                        "hashCode",
                        "toString");
        assertThat(SecretBytes.copyOf(new byte[] {77})).isNotInstanceOf(Serializable.class);
        assertThat(SecretBytes.copyOf(new byte[] {77})).hasToString("SecretBytes[***]");
        assertThat(SecretBytes.copyOf(new byte[] {77}))
                .hasSameHashCodeAs(SecretBytes.copyOf(new byte[] {78}));
    }

    @Test
    void aSecretSharesItsBytesWithNobody() {
        byte[] bytes = {1, 2, 3};
        SecretBytes secret = SecretBytes.copyOf(bytes);
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(secret.exposeSecret(), (byte) 0);
        assertThat(secret.exposeSecret()).containsExactly(1, 2, 3);
    }

    @Test
    void equalBytesMakeEqualSecrets() {
        SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2, 3});
        assertThat(secret)
                .isEqualTo(secret.copy())
                .hasSameHashCodeAs(secret.copy())
                .isNotEqualTo(SecretBytes.copyOf(new byte[] {1, 2, 4}))
                .isNotEqualTo(SecretBytes.copyOf(new byte[] {1, 2}))
                .isNotEqualTo("SecretBytes[***]");
    }

    @Test
    void whenDestroyedThenTheBytesAreGone() {
        byte[] owned = {1, 2, 3};
        SecretBytes secret = SecretBytes.owning(owned);
        SecretBytes same = secret;
        SecretBytes copy = secret.copy();
        secret.destroy();
        secret.destroy();
        assertThat(owned).containsOnly(0);
        assertThatIllegalStateException()
                .isThrownBy(secret::exposeSecret)
                .withMessage("the secret has been destroyed");
        assertThat(secret.equals(same)).isTrue();
        assertThat(secret).isNotEqualTo(copy);
        assertThat(copy).isNotEqualTo(secret);
        assertThat(copy.exposeSecret()).containsExactly(1, 2, 3);
    }

    @Test
    void randomSecretsDiffer() {
        assertThat(SecretBytes.random(32)).isNotEqualTo(SecretBytes.random(32));
        assertThat(SecretBytes.random(16).length()).isEqualTo(16);
    }
}
