package io.bisocket.internal.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chaining key, handshake hash and the key in force: Noise section 5.2, without the branches for
 * encrypting before there is a key, for with psk0 there always is one. Not thread-safe.
 */
final class SymmetricState {

    private static final byte[] EMPTY = {};

    private byte[] chainingKey;
    private byte[] hash;
    private @Nullable CipherState cipher;

    /**
     * {@code InitializeSymmetric}.
     *
     * @param protocolName at most 32 ASCII characters, which need not be hashed
     */
    SymmetricState(String protocolName) {
        byte[] name = protocolName.getBytes(StandardCharsets.US_ASCII);
        this.hash = Arrays.copyOf(name, Sha256Hash.LENGTH);
        this.chainingKey = hash.clone();
    }

    /** {@code MixKey}. */
    void mixKey(byte[] keyMaterial) {
        byte[][] outputs = Hkdf.noise(chainingKey, keyMaterial, 2);
        setKeys(outputs[0], outputs[1]);
    }

    /** {@code MixHash}. */
    void mixHash(byte[] data) {
        hash = Sha256Hash.of(hash, data);
    }

    /** {@code MixKeyAndHash}, for a pre-shared key (Noise section 9.2). */
    void mixKeyAndHash(byte[] keyMaterial) {
        byte[][] outputs = Hkdf.noise(chainingKey, keyMaterial, 3);
        mixHash(outputs[1]);
        setKeys(outputs[0], outputs[2]);
        Wipe.all(outputs[1]);
    }

    private void setKeys(byte[] newChainingKey, byte[] key) {
        Wipe.all(chainingKey);
        chainingKey = newChainingKey;
        cipher = new CipherState(key);
        Wipe.all(key);
    }

    /** {@code EncryptAndHash}: ciphertext and tag. */
    byte[] encryptAndHash(byte[] plaintext) {
        byte[] ciphertext = new byte[plaintext.length + AesGcm.TAG_LENGTH];
        cipher().seal(hash, plaintext, 0, plaintext.length, ciphertext, 0);
        mixHash(ciphertext);
        return ciphertext;
    }

    /**
     * {@code DecryptAndHash}.
     *
     * @throws CryptoException {@code NOT_AUTHENTIC} or {@code LENGTH}
     */
    byte[] decryptAndHash(byte[] ciphertext) {
        byte[] plaintext = new byte[Math.max(0, ciphertext.length - AesGcm.TAG_LENGTH)];
        cipher().open(hash, ciphertext, 0, ciphertext.length, plaintext, 0);
        mixHash(ciphertext);
        return plaintext;
    }

    /** {@code GetHandshakeHash} (Noise section 11.2). */
    byte[] handshakeHash() {
        return hash.clone();
    }

    /** {@code Split}: the initiator's sending key, then the responder's. Ends this state. */
    CipherState[] split(long rekeyInterval) {
        byte[][] keys = Hkdf.noise(chainingKey, EMPTY, 2);
        CipherState[] states = {
            new CipherState(keys[0], rekeyInterval, 0), new CipherState(keys[1], rekeyInterval, 0)
        };
        Wipe.all(chainingKey, keys[0], keys[1]);
        cipher = null;
        return states;
    }

    private CipherState cipher() {
        return Objects.requireNonNull(cipher, "no key has been mixed in");
    }
}
