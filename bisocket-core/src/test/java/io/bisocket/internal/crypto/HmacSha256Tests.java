package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HmacSha256Tests {

    /** RFC 4231, test case 2. */
    @Test
    void publishedExample() {
        byte[] expected =
                Bytes.hex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        byte[] key = Bytes.ascii("Jefe");
        assertThat(HmacSha256.of(key, Bytes.ascii("what do ya want for nothing?")))
                .isEqualTo(expected);
        assertThat(HmacSha256.of(key, Bytes.ascii("what do ya want "), Bytes.ascii("for nothing?")))
                .isEqualTo(expected);
    }

    /** As Python's hmac module computes it. */
    @Test
    void anEmptyKeyCountsAsZeros() {
        assertThat(HmacSha256.of(new byte[0]))
                .isEqualTo(HmacSha256.of(new byte[32]))
                .isEqualTo(
                        Bytes.hex(
                                "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"));
    }
}
