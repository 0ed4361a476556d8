package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class HkdfTests {

    private static final byte[] NONE = {};

    /** RFC 5869, A.1. */
    @Test
    void basicExample() {
        byte[] keyMaterial = Bytes.hex("0b".repeat(22));
        byte[] key = Hkdf.extract(Bytes.counting(0, 13), keyMaterial);
        assertThat(key)
                .isEqualTo(
                        Bytes.hex(
                                "077709362c2e32df0ddc3f0dc47bba63",
                                "90b6c73bb50f9c3122ec844ad7c2b3e5"));
        assertThat(Hkdf.expand(key, Bytes.counting(0xf0, 10), 42))
                .isEqualTo(
                        Bytes.hex(
                                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c",
                                "5db02d56ecc4c5bf34007208d5b887185865"));
    }

    /** RFC 5869, A.2: three blocks. */
    @Test
    void longExample() {
        byte[] output =
                Hkdf.derive(
                        Bytes.counting(0x60, 80),
                        Bytes.counting(0, 80),
                        Bytes.counting(0xb0, 80),
                        82);
        assertThat(output)
                .isEqualTo(
                        Bytes.hex(
                                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c",
                                "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71",
                                "cc30c58179ec3e87c14c01d5c1f3434f1d87"));
    }

    /** RFC 5869, A.3: neither salt nor info. */
    @Test
    void exampleWithoutSaltAndInfo() {
        assertThat(Hkdf.derive(NONE, Bytes.hex("0b".repeat(22)), NONE, 42))
                .isEqualTo(
                        Bytes.hex(
                                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d",
                                "9d201395faa4b61a96c8"));
    }

    @Test
    void whenMoreIsAskedForThanThereIsThenTheErrorNamesTheLimit() {
        assertThat(Hkdf.expand(new byte[32], NONE, 8160)).hasSize(8160);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hkdf.expand(new byte[32], NONE, 8161))
                .withMessage("HKDF-SHA-256 yields at most 8160 bytes but was asked for 8161");
    }

    /** Computed by the formulas of Noise section 4.3 with Python's hmac module. */
    @Test
    void noiseOutputsFollowTheChainingKey() {
        String first = "eefa498872da79efac8bbf865ce6c0fdfdf3faceb6800a3f454327d74be28975";
        String second = "06c1271fe0169eed67ac1bb3941aa11cacce8cef0240266389c3faefc71acdfa";
        String third = "4b9c8bfd987fdc8c013d68129635850f53a78faedba42b8f4e9763ce0e284452";
        byte[] chainingKey = Bytes.counting(0, 32);
        byte[] keyMaterial = Bytes.ascii("ikm");
        assertThat(Hkdf.noise(chainingKey, keyMaterial, 2))
                .isDeepEqualTo(new byte[][] {Bytes.hex(first), Bytes.hex(second)});
        assertThat(Hkdf.noise(chainingKey, keyMaterial, 3))
                .isDeepEqualTo(
                        new byte[][] {Bytes.hex(first), Bytes.hex(second), Bytes.hex(third)});
    }
}
