package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bisocket.internal.crypto.PublishedVectors.Case;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class WycheproofHkdfTests {

    @TestFactory
    Stream<DynamicTest> wycheproof() {
        return PublishedVectors.wycheproof(
                "wycheproof-hkdf_sha256_test.json",
                c -> true,
                Set.of("valid", "invalid"),
                WycheproofHkdfTests::check);
    }

    private static void check(Case c) {
        switch (c.result()) {
            case "valid" -> assertThat(derive(c)).isEqualTo(c.bytes("okm"));
            case "invalid" ->
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> derive(c))
                            .withMessageStartingWith("HKDF-SHA-256 yields at most 8160 bytes");
            default -> throw new AssertionError("no rule for the result " + c.result());
        }
    }

    private static byte[] derive(Case c) {
        int size = c.test().get("size").asInt();
        return Hkdf.derive(c.bytes("salt"), c.bytes("ikm"), c.bytes("info"), size);
    }
}
