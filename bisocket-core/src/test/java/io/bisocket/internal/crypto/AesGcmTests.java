package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;

/** Examples: McGrew and Viega, "The Galois/Counter Mode of Operation", appendix B. */
class AesGcmTests {

    private static final byte[] NONE = {};

    /** Test case 13. */
    @Test
    void publishedExampleWithoutPlaintext() throws GeneralSecurityException {
        assertThat(seal(new byte[32], new byte[12], NONE, NONE))
                .isEqualTo(Bytes.hex("530f8afbc74536b9a963b4f1c4cb738b"));
    }

    /** Test case 14. */
    @Test
    void publishedExampleOfOneBlock() throws GeneralSecurityException {
        assertThat(seal(new byte[32], new byte[12], NONE, new byte[16]))
                .isEqualTo(
                        Bytes.hex(
                                "cea7403d4d606b6e074ec5d3baf39d18",
                                "d0d1c8a799996bf0265b98b5d48ab919"));
    }

    /** Test case 16. */
    @Test
    void publishedExampleWithAdditionalData() throws GeneralSecurityException {
        byte[] key = Bytes.hex("feffe9928665731c6d6a8f9467308308".repeat(2));
        byte[] nonce = Bytes.hex("cafebabefacedbaddecaf888");
        byte[] ad = Bytes.hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        byte[] plaintext =
                Bytes.hex(
                        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72",
                        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
        byte[] sealed =
                Bytes.hex(
                        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa",
                        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
                        "76fc6ece0f4e1768cddf8853bb2d551b");
        assertThat(seal(key, nonce, ad, plaintext)).isEqualTo(sealed);

        byte[] opened = new byte[plaintext.length];
        new AesGcm(key).open(nonce, ad, sealed, 0, sealed.length, opened, 0);
        assertThat(opened).isEqualTo(plaintext);
    }

    @Test
    void rangesOfBothArraysCount() throws GeneralSecurityException {
        byte[] source = Bytes.concat(new byte[3], Bytes.counting(1, 20), new byte[2]);
        byte[] target = new byte[50];
        int written = new AesGcm(new byte[32]).seal(new byte[12], NONE, source, 3, 20, target, 7);
        assertThat(written).isEqualTo(36);
        assertThat(Arrays.copyOfRange(target, 7, 43))
                .isEqualTo(seal(new byte[32], new byte[12], NONE, Bytes.counting(1, 20)));
        assertThat(Arrays.copyOf(target, 7)).containsOnly(0);
        assertThat(Arrays.copyOfRange(target, 43, 50)).containsOnly(0);
    }

    @Test
    void whenTheInputIsShorterThanATagThenItIsNotAuthentic() {
        AesGcm aes = new AesGcm(new byte[32]);
        for (int length = 0; length < 16; length++) {
            byte[] tooShort = new byte[length];
            assertThatThrownBy(
                            () ->
                                    aes.open(
                                            new byte[12],
                                            NONE,
                                            tooShort,
                                            0,
                                            tooShort.length,
                                            new byte[16],
                                            0))
                    .isInstanceOf(AEADBadTagException.class);
        }
    }

    @Test
    void whenTheKeyHasAnotherLengthThenItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AesGcm(new byte[16]))
                .withMessage("the key must be 32 bytes but was 16");
    }

    private static byte[] seal(byte[] key, byte[] nonce, byte[] ad, byte[] plaintext)
            throws GeneralSecurityException {
        byte[] target = new byte[plaintext.length + 16];
        new AesGcm(key).seal(nonce, ad, plaintext, 0, plaintext.length, target, 0);
        return target;
    }
}
