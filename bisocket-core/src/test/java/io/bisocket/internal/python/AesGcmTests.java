package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AesGcmTests {

    private static final Path VECTORS =
            Path.of(
                    Objects.requireNonNullElse(
                            System.getenv("BISOCKET_VECTORS"), "../../shared/vectors"),
                    "wycheproof-aes_gcm_test.json");
    private static final HexFormat HEX = HexFormat.of();

    /** Test cases 13 to 15 of the GCM specification by McGrew and Viega. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000000000000000000000000000000000000000000000000000,"
                + "000000000000000000000000,'',"
                + "530f8afbc74536b9a963b4f1c4cb738b",
        "0000000000000000000000000000000000000000000000000000000000000000,"
                + "000000000000000000000000,"
                + "00000000000000000000000000000000,"
                + "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919",
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308,"
                + "cafebabefacedbaddecaf888,"
                + "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255,"
                + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad"
                + "b094dac5d93471bdec1a502270e3cc6c"
    })
    void whenSpecificationGivesFiguresTheyAreMet(String key, String iv, String plain, String sealed)
            throws Exception {
        AesGcm aes = aes(HEX.parseHex(key));
        byte[] expected = HEX.parseHex(sealed);
        useAnotherIv(aes);

        assertThat(encrypt(aes, HEX.parseHex(iv), HEX.parseHex(plain))).isEqualTo(expected);
        assertDecrypts(aes, HEX.parseHex(iv), expected, HEX.parseHex(plain));
    }

    @Test
    void whenWycheproofSaysValidOrInvalidSoItIs() throws Exception {
        int tests = 0;
        for (JsonNode group : wycheproof().get("testGroups")) {
            if (group.get("keySize").asInt() == 256 && group.get("ivSize").asInt() == 96) {
                for (JsonNode test : group.get("tests")) {
                    tests += check(test);
                }
            }
        }
        assertThat(tests).isGreaterThan(40);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023, 1024, 1025, 65_519, 65_520, 65_521, 65_537, 1_000_003})
    void whenInputIsLongOrShortBothWaysOfDecryptingAgree(int length) throws Exception {
        AesGcm aes = aes(new byte[32]);
        byte[] iv = aes.newIv();
        byte[] plain = new byte[length];
        new Random(length).nextBytes(plain);

        byte[] sealed = encrypt(aes, iv, plain);

        assertDecrypts(aes, iv, sealed, plain);
        assertThat(Arrays.equals(aes.decrypt(iv, sealed, 0, sealed.length), plain)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65_535, 65_536, 100_000, 100_015})
    void whenLongInputIsAlteredItIsRefused(int position) {
        AesGcm aes = aes(new byte[32]);
        byte[] iv = aes.newIv();
        byte[] sealed = encrypt(aes, iv, new byte[100_000]);
        sealed[position] ^= 1;

        // Twice, since a cipher may refuse to be given one IV again.
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(PythonDecodeException.class)
                    .isThrownBy(() -> aes.decrypt(iv, sealed, 0, sealed.length))
                    .withMessageStartingWith("expected a frame under this end's key");
        }
    }

    @Test
    void whenThereIsNoRoomForTagItIsRefused() {
        AesGcm aes = aes(new byte[32]);

        for (int length = 0; length < 16; length++) {
            byte[] tooShort = new byte[length];
            assertThatExceptionOfType(PythonDecodeException.class)
                    .isThrownBy(() -> aes.decrypt(aes.newIv(), tooShort, 0, tooShort.length))
                    .withMessage(
                            "expected at least 16 bytes of ciphertext but there were %d", length);
        }
    }

    private static int check(JsonNode test) throws GeneralSecurityException {
        if (!test.get("aad").stringValue().isEmpty()) {
            return 0;
        }
        AesGcm aes = aes(hex(test, "key"));
        byte[] iv = hex(test, "iv");
        byte[] sealed = HEX.parseHex(test.get("ct").stringValue() + test.get("tag").stringValue());
        useAnotherIv(aes);
        if (test.get("result").stringValue().equals("valid")) {
            assertThat(encrypt(aes, iv, hex(test, "msg"))).isEqualTo(sealed);
            assertDecrypts(aes, iv, sealed, hex(test, "msg"));
        } else {
            int length = sealed.length - AesGcm.TAG_LENGTH;
            assertThatExceptionOfType(AEADBadTagException.class)
                    .isThrownBy(() -> aes.decryptAtOnce(iv, sealed, 0, length));
            assertThatExceptionOfType(AEADBadTagException.class)
                    .isThrownBy(() -> aes.decryptInPieces(iv, sealed, 0, length));
        }
        return 1;
    }

    private static void assertDecrypts(AesGcm aes, byte[] iv, byte[] sealed, byte[] plain)
            throws GeneralSecurityException {
        byte[] shifted = new byte[sealed.length + 3];
        System.arraycopy(sealed, 0, shifted, 2, sealed.length);
        int length = sealed.length - AesGcm.TAG_LENGTH;
        assertThat(Arrays.equals(aes.decryptAtOnce(iv, shifted, 2, length), plain)).isTrue();
        assertThat(Arrays.equals(aes.decryptInPieces(iv, shifted, 2, length), plain)).isTrue();
    }

    private static byte[] encrypt(AesGcm aes, byte[] iv, byte[] plain) {
        byte[] sealed = new byte[plain.length + AesGcm.TAG_LENGTH];
        aes.encrypt(iv, plain, sealed, 0);
        return sealed;
    }

    /** The JDK refuses to encrypt twice in succession under one IV, as the figures ask for. */
    private static void useAnotherIv(AesGcm aes) {
        encrypt(aes, aes.newIv(), new byte[0]);
    }

    private static JsonNode wycheproof() throws IOException {
        if (!Files.exists(VECTORS)) {
            String reason = "SKIPPED: no published vectors at " + VECTORS.toAbsolutePath();
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        return JsonMapper.shared().readTree(Files.readAllBytes(VECTORS));
    }

    private static byte[] hex(JsonNode test, String name) {
        return HEX.parseHex(test.get(name).stringValue());
    }

    private static AesGcm aes(byte[] key) {
        return new AesGcm(key, new SecureRandom());
    }
}
