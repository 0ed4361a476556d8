package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.internal.crypto.PublishedVectors.Case;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class WycheproofHmacTests {

    @TestFactory
    Stream<DynamicTest> wycheproof() {
        return PublishedVectors.wycheproof(
                "wycheproof-hmac_sha256_test.json",
                c -> true,
                Set.of("valid", "invalid"),
                WycheproofHmacTests::check);
    }

    private static void check(Case c) {
        byte[] mac = HmacSha256.of(c.bytes("key"), c.bytes("msg"));
        byte[] cut = Arrays.copyOf(mac, c.group().get("tagSize").asInt() / 8);
        switch (c.result()) {
            case "valid" -> assertThat(cut).isEqualTo(c.bytes("tag"));
            case "invalid" -> assertThat(cut).isNotEqualTo(c.bytes("tag"));
            default -> throw new AssertionError("no rule for the result " + c.result());
        }
    }
}
