package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** The figures were computed with Python: its hashlib, and HKDF of the package cryptography. */
class KeyDerivationTests {

    private static final String STRONG =
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    @Test
    void aStrongKeyIsHashed() {
        assertThat(KeyDerivation.isStrong(STRONG)).isTrue();
        assertThat(KeyDerivation.masterKey(STRONG, "orders"))
                .isEqualTo(
                        secret("6c86c6aac5fb24bcf5d9939cb7d7d5645ce39418f449e03b262dd4fa14b4b92b"))
                .isEqualTo(KeyDerivation.masterKey(STRONG, "billing"));
    }

    @Test
    void aPassphraseIsStretchedPerServiceName() {
        String passphrase = "correct horse \u2014 b\u00e4ttery";
        assertThat(KeyDerivation.isStrong(passphrase)).isFalse();
        assertThat(KeyDerivation.masterKey(passphrase, "orders"))
                .isEqualTo(
                        secret("380461dc108d4d83acf7eb342be716543233e3b4d219b555a686f8845b4a2046"));
    }

    @Test
    void theBuiltInKeyIsHashedSinceThereIsNothingToGuess() {
        assertThat(KeyDerivation.isStrong("secret-lol")).isFalse();
        assertThat(KeyDerivation.isPassphrase("secret-lol")).isFalse();
        assertThat(KeyDerivation.isPassphrase("secret-lol ")).isTrue();
        assertThat(KeyDerivation.isPassphrase(STRONG)).isFalse();
        assertThat(KeyDerivation.masterKey("secret-lol", "orders"))
                .isEqualTo(
                        secret("4f9637ffc15a6ffb7ce060e3c481f803da793898d25fd08596f14530128adf31"));
    }

    @Test
    void thePskDependsOnTheKeyId() {
        SecretBytes masterKey = KeyDerivation.masterKey(STRONG, "");
        assertThat(KeyDerivation.psk(masterKey, KeyId.UNNAMED))
                .isEqualTo(
                        secret("41d7ecc56169f2635e8ee6bd92e0871010dce39b5aa4ebcace69cbe4e8960aa7"));
        assertThat(KeyDerivation.psk(masterKey, KeyId.ofName("blue")))
                .isEqualTo(
                        secret("fc428884d5edd3c65a5e400e9e695cc862ad3f6cd33f521ba2da7ef493e3f907"));
    }

    @Test
    void thePskToAttachDependsOnTheSession() {
        SecretBytes resumeSecret = SecretBytes.copyOf(Bytes.counting(0, 32));
        assertThat(KeyDerivation.attachPsk(resumeSecret, Bytes.counting(100, 16)))
                .isEqualTo(
                        secret("0e1fb75fa0f6dddfa7b712ca743a3efb78f20de4c508641fdd9265705410fa57"))
                .isNotEqualTo(KeyDerivation.attachPsk(resumeSecret, Bytes.counting(101, 16)));
    }

    @Test
    void whenTheKeyIsEmptyThenItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyDerivation.masterKey("", "orders"))
                .withMessage("the crypto key must not be empty");
    }

    @Test
    void whenTheSessionIdHasAnotherLengthThenItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyDerivation.attachPsk(SecretBytes.random(32), new byte[15]))
                .withMessage("a session id must be 16 bytes but was 15");
    }

    private static SecretBytes secret(String digits) {
        return SecretBytes.copyOf(Bytes.hex(digits));
    }
}
