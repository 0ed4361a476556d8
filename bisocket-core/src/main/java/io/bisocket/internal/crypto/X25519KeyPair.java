package io.bisocket.internal.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/**
 * A key pair for X25519 (RFC 7748), the {@code GENERATE_KEYPAIR} and {@code DH} of Noise section
 * 4.1. Public keys and shared secrets are 32 bytes, little-endian.
 */
final class X25519KeyPair {

    /** {@code DHLEN}, in bytes. */
    static final int LENGTH = 32;

    private static final String ALGORITHM = "X25519";
    private static final byte[] BASE_POINT = littleEndian(BigInteger.valueOf(9));

    private final PrivateKey privateKey;
    private final byte[] publicKey;

    private X25519KeyPair(PrivateKey privateKey, byte[] publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** A new random key pair. */
    static X25519KeyPair generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            byte[] u = littleEndian(((XECPublicKey) pair.getPublic()).getU());
            return new X25519KeyPair(pair.getPrivate(), u);
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    /** The key pair of a known private key, for published vectors. */
    static X25519KeyPair ofPrivateKey(byte[] scalar) {
        try {
            PrivateKey key =
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePrivate(
                                    new XECPrivateKeySpec(NamedParameterSpec.X25519, scalar));
            return new X25519KeyPair(key, agree(key, BASE_POINT));
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    /** A copy of the public key, 32 bytes. */
    byte[] publicKey() {
        return publicKey.clone();
    }

    /**
     * The shared secret with a peer's public key. A key in non-canonical form counts as what it
     * stands for, as RFC 7748 section 5 has it. A shared secret of zeros is refused, which RFC 7748
     * section 6.1 and Noise section 12.1 allow and the JDK does.
     *
     * @throws CryptoException {@code LENGTH} or {@code PUBLIC_KEY}
     */
    byte[] sharedSecret(byte[] peer) {
        if (peer.length != LENGTH) {
            throw new CryptoException(
                    CryptoException.Reason.LENGTH,
                    "an X25519 public key must be 32 bytes but was " + peer.length);
        }
        try {
            return agree(privateKey, peer);
        } catch (InvalidKeyException e) {
            throw new CryptoException(
                    CryptoException.Reason.PUBLIC_KEY, "the peer's public key has a low order");
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    private static byte[] agree(PrivateKey own, byte[] peer) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance(ALGORITHM);
        agreement.init(own);
        agreement.doPhase(decode(peer), true);
        byte[] secret = agreement.generateSecret();
        if (isZero(secret)) {
            throw new InvalidKeyException("the shared secret is zero");
        }
        return secret;
    }

    /** RFC 7748 section 5, {@code decodeUCoordinate}: the highest bit is not part of the number. */
    private static PublicKey decode(byte[] publicKey) throws GeneralSecurityException {
        byte[] bigEndian = reversed(publicKey);
        bigEndian[0] &= 0x7f;
        return KeyFactory.getInstance(ALGORITHM)
                .generatePublic(
                        new XECPublicKeySpec(
                                NamedParameterSpec.X25519, new BigInteger(1, bigEndian)));
    }

    private static byte[] littleEndian(BigInteger u) {
        byte[] shortest = reversed(u.toByteArray());
        return Arrays.copyOf(shortest, LENGTH);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static boolean isZero(byte[] secret) {
        int bits = 0;
        for (byte b : secret) {
            bits |= b;
        }
        return bits == 0;
    }

    private static IllegalStateException unavailable(GeneralSecurityException e) {
        return new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
}
