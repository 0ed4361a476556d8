package io.bisocket.internal.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * From the configured key string to the keys of handshakes. Thread-safe.
 *
 * <pre>
 *   CRYPTO_KEY ─ strong, or the built-in one ─► K = SHA-256(CRYPTO_KEY)
 *              └ passphrase ─► K = PBKDF2-HMAC-SHA-256(CRYPTO_KEY,
 *                                    "bisocket/2 passphrase" ‖ service name, 600,000)
 *
 *   psk           = HKDF-SHA-256(no salt, K, "bisocket/2 NNpsk0" ‖ key id)
 *   psk to attach = HKDF-SHA-256(no salt, resume secret, "bisocket/2 attach" ‖ session id)
 * </pre>
 *
 * <p>A key of its own for the handshake, because a Noise psk must not serve anything else (Noise
 * section 9.1 and RFC 5869 section 3.2).
 */
public final class KeyDerivation {

    /** The length of a session id, in bytes. */
    public static final int SESSION_ID_LENGTH = 16;

    /** Everybody knows it, so there is nothing to guess and nothing to stretch. */
    private static final String BUILT_IN_KEY = "secret-lol";

    private static final byte[] NO_SALT = {};
    private static final byte[] HANDSHAKE_LABEL = ascii("bisocket/2 NNpsk0");
    private static final byte[] ATTACH_LABEL = ascii("bisocket/2 attach");
    private static final PassphraseStretching STRETCHING = new PassphraseStretching();

    private KeyDerivation() {}

    /**
     * Whether this key string is taken for a random key. Any other can be guessed at by an
     * eavesdropper, which stretching only makes dearer.
     */
    public static boolean isStrong(CharSequence cryptoKey) {
        return KeyStrength.isStrong(cryptoKey);
    }

    /** Whether this key string is stretched: neither a random key nor the built-in one. */
    public static boolean isPassphrase(CharSequence cryptoKey) {
        return !isStrong(cryptoKey) && !BUILT_IN_KEY.contentEquals(cryptoKey);
    }

    /**
     * The master key K of this key string, taken as UTF-8 and untrimmed. For a passphrase this
     * blocks for about a second at its first use with this service name in this process, so it must
     * not be called on an event loop.
     *
     * @return 32 bytes, for the caller to destroy
     * @throws IllegalArgumentException if the key string is empty
     */
    public static SecretBytes masterKey(CharSequence cryptoKey, String serviceName) {
        if (cryptoKey.length() == 0) {
            throw new IllegalArgumentException("the crypto key must not be empty");
        }
        return isPassphrase(cryptoKey)
                ? STRETCHING.stretch(cryptoKey, serviceName)
                : hash(cryptoKey);
    }

    /** The psk for a handshake that names this key. */
    public static SecretBytes psk(SecretBytes masterKey, KeyId keyId) {
        return derive(masterKey, HANDSHAKE_LABEL, keyId.bytes());
    }

    /**
     * The psk for attaching another socket to a session.
     *
     * @throws IllegalArgumentException if the session id is not 16 bytes
     */
    public static SecretBytes attachPsk(SecretBytes resumeSecret, byte[] sessionId) {
        if (sessionId.length != SESSION_ID_LENGTH) {
            throw new IllegalArgumentException(
                    "a session id must be 16 bytes but was " + sessionId.length);
        }
        return derive(resumeSecret, ATTACH_LABEL, sessionId);
    }

    private static SecretBytes hash(CharSequence cryptoKey) {
        byte[] text = Utf8.encode(cryptoKey);
        SecretBytes key = SecretBytes.owning(Sha256Hash.of(text));
        Wipe.all(text);
        return key;
    }

    private static SecretBytes derive(SecretBytes secret, byte[] label, byte[] id) {
        byte[] keyMaterial = secret.exposeSecret();
        byte[] info = Arrays.copyOf(label, label.length + id.length);
        System.arraycopy(id, 0, info, label.length, id.length);
        byte[] psk = Hkdf.derive(NO_SALT, keyMaterial, info, NoiseHandshake.PSK_LENGTH);
        Wipe.all(keyMaterial);
        return SecretBytes.owning(psk);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
