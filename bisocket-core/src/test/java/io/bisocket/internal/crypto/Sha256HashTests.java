package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Sha256HashTests {

    /** NIST's example for FIPS 180-4. */
    @Test
    void publishedExample() {
        byte[] expected =
                Bytes.hex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha256Hash.of(Bytes.ascii("abc"))).isEqualTo(expected);
        assertThat(Sha256Hash.of(Bytes.ascii("a"), new byte[0], Bytes.ascii("bc")))
                .isEqualTo(expected);
    }
}
