package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class X25519KeyPairTests {

    /** RFC 7748 section 5.2. The second public key has the bit set that is to be ignored. */
    @Test
    void publishedProducts() {
        assertThat(
                        product(
                                "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
                                "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"))
                .isEqualTo(
                        Bytes.hex(
                                "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"));
        assertThat(
                        product(
                                "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
                                "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493"))
                .isEqualTo(
                        Bytes.hex(
                                "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"));
    }

    /** RFC 7748 section 6.1. */
    @Test
    void publishedExchange() {
        X25519KeyPair alice =
                pair("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
        X25519KeyPair bob =
                pair("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
        byte[] secret =
                Bytes.hex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
        assertThat(alice.publicKey())
                .isEqualTo(
                        Bytes.hex(
                                "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"));
        assertThat(bob.publicKey())
                .isEqualTo(
                        Bytes.hex(
                                "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"));
        assertThat(alice.sharedSecret(bob.publicKey())).isEqualTo(secret);
        assertThat(bob.sharedSecret(alice.publicKey())).isEqualTo(secret);
    }

    @Test
    void generatedPairsAgreeAndDiffer() {
        X25519KeyPair one = X25519KeyPair.generate();
        X25519KeyPair other = X25519KeyPair.generate();
        assertThat(one.publicKey()).hasSize(32).isNotEqualTo(other.publicKey());
        assertThat(one.sharedSecret(other.publicKey()))
                .isEqualTo(other.sharedSecret(one.publicKey()));
    }

    @Test
    void whenThePublicKeyHasALowOrderThenItIsRefused() {
        assertThatThrownBy(() -> X25519KeyPair.generate().sharedSecret(new byte[32]))
                .isInstanceOfSatisfying(
                        CryptoException.class,
                        e -> assertThat(e.reason()).isEqualTo(CryptoException.Reason.PUBLIC_KEY))
                .hasMessage("the peer's public key has a low order");
    }

    @Test
    void whenThePublicKeyHasAnotherLengthThenTheErrorNamesBoth() {
        assertThatThrownBy(() -> X25519KeyPair.generate().sharedSecret(new byte[31]))
                .isInstanceOfSatisfying(
                        CryptoException.class,
                        e -> assertThat(e.reason()).isEqualTo(CryptoException.Reason.LENGTH))
                .hasMessage("an X25519 public key must be 32 bytes but was 31");
    }

    private static byte[] product(String privateKey, String publicKey) {
        return pair(privateKey).sharedSecret(Bytes.hex(publicKey));
    }

    private static X25519KeyPair pair(String privateKey) {
        return X25519KeyPair.ofPrivateKey(Bytes.hex(privateKey));
    }
}
