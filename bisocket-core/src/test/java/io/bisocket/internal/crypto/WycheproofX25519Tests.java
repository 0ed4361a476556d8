package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.internal.crypto.PublishedVectors.Case;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case. Of the "acceptable" ones, keys in non-canonical form and points on the twist give the
 * result that RFC 7748 defines, and a shared secret of zeros is refused.
 */
class WycheproofX25519Tests {

    @TestFactory
    Stream<DynamicTest> wycheproof() {
        return PublishedVectors.wycheproof(
                "wycheproof-x25519_test.json",
                c -> true,
                Set.of("valid", "acceptable"),
                WycheproofX25519Tests::check);
    }

    private static void check(Case c) {
        switch (c.result()) {
            case "valid" -> assertShared(c);
            case "acceptable" -> {
                if (isZero(c)) {
                    assertRefused(c);
                } else {
                    assertShared(c);
                }
            }
            default -> throw new AssertionError("no rule for the result " + c.result());
        }
    }

    private static void assertShared(Case c) {
        assertThat(agree(c)).isEqualTo(c.bytes("shared"));
    }

    private static void assertRefused(Case c) {
        assertThatThrownBy(() -> agree(c))
                .isInstanceOfSatisfying(
                        CryptoException.class,
                        e -> assertThat(e.reason()).isEqualTo(CryptoException.Reason.PUBLIC_KEY));
    }

    private static byte[] agree(Case c) {
        return X25519KeyPair.ofPrivateKey(c.bytes("private")).sharedSecret(c.bytes("public"));
    }

    private static boolean isZero(Case c) {
        return c.hasFlag("ZeroSharedSecret");
    }
}
