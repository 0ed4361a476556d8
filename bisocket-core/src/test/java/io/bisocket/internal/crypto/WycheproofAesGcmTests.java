package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.internal.crypto.PublishedVectors.Case;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The cases of AES-256-GCM with a nonce of 96 bits and a tag of 128; no other is ever used. */
class WycheproofAesGcmTests {

    @TestFactory
    Stream<DynamicTest> wycheproof() {
        return PublishedVectors.wycheproof(
                "wycheproof-aes_gcm_test.json",
                WycheproofAesGcmTests::concernsUs,
                Set.of("valid", "invalid"),
                WycheproofAesGcmTests::check);
    }

    private static boolean concernsUs(Case c) {
        return c.group().get("keySize").asInt() == 256
                && c.group().get("ivSize").asInt() == 96
                && c.group().get("tagSize").asInt() == 128;
    }

    private static void check(Case c) throws GeneralSecurityException {
        byte[] message = c.bytes("msg");
        byte[] sealed = Bytes.concat(c.bytes("ct"), c.bytes("tag"));
        switch (c.result()) {
            case "valid" -> {
                assertThat(seal(c, message)).isEqualTo(sealed);
                assertThat(open(c, sealed)).isEqualTo(message);
            }
            case "invalid" ->
                    assertThatThrownBy(() -> open(c, sealed))
                            .isInstanceOf(AEADBadTagException.class);
            default -> throw new AssertionError("no rule for the result " + c.result());
        }
    }

    private static byte[] seal(Case c, byte[] message) throws GeneralSecurityException {
        byte[] target = new byte[message.length + 16];
        AesGcm aes = new AesGcm(c.bytes("key"));
        int written =
                aes.seal(c.bytes("iv"), c.bytes("aad"), message, 0, message.length, target, 0);
        assertThat(written).isEqualTo(target.length);
        return target;
    }

    private static byte[] open(Case c, byte[] sealed) throws GeneralSecurityException {
        byte[] target = new byte[sealed.length - 16];
        AesGcm aes = new AesGcm(c.bytes("key"));
        int written = aes.open(c.bytes("iv"), c.bytes("aad"), sealed, 0, sealed.length, target, 0);
        assertThat(written).isEqualTo(target.length);
        return target;
    }
}
