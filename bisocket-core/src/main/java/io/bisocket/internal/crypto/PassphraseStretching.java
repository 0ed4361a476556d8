package io.bisocket.internal.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * PBKDF2-HMAC-SHA-256 (RFC 8018 section 5.2) with 600,000 iterations, a third of a second of one
 * core or more, and a memory of the latest results, so that a process stretches each passphrase
 * once. Thread-safe: who asks for a passphrase that is being stretched waits for the result.
 *
 * <p>The memory is found by the passphrase's {@link KeyFingerprint}, not by the passphrase.
 */
final class PassphraseStretching {

    static final int ITERATIONS = 600_000;
    static final int MAX_REMEMBERED = 64;

    private static final int KEY_BITS = 256;
    private static final byte[] LABEL = "bisocket/2 passphrase".getBytes(StandardCharsets.US_ASCII);

    private final Map<KeyFingerprint, SecretBytes> results = new LinkedHashMap<>(16, 0.75f, true);
    private final int iterations;
    private int stretched;

    PassphraseStretching() {
        this(ITERATIONS);
    }

    /** For tests of the memory, which need no real work. */
    PassphraseStretching(int iterations) {
        this.iterations = iterations;
    }

    /** 32 bytes, for the caller to destroy. Blocks while they are computed. */
    synchronized SecretBytes stretch(CharSequence passphrase, String serviceName) {
        KeyFingerprint fingerprint = KeyFingerprint.of(passphrase, serviceName);
        SecretBytes result = results.get(fingerprint);
        if (result == null) {
            result = SecretBytes.owning(pbkdf2(passphrase, salt(serviceName), iterations));
            stretched++;
            remember(fingerprint, result);
        }
        return result.copy();
    }

    /** How often there was work to do. */
    synchronized int stretched() {
        return stretched;
    }

    private void remember(KeyFingerprint fingerprint, SecretBytes result) {
        results.put(fingerprint, result);
        if (results.size() > MAX_REMEMBERED) {
            Iterator<SecretBytes> eldestFirst = results.values().iterator();
            eldestFirst.next().destroy();
            eldestFirst.remove();
        }
    }

    private static byte[] salt(String serviceName) {
        byte[] service = serviceName.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(LABEL.length + service.length).put(LABEL).put(service).array();
    }

    /** The JDK takes a password's characters as UTF-8. */
    static byte[] pbkdf2(CharSequence password, byte[] salt, int iterations) {
        char[] characters = new char[password.length()];
        for (int i = 0; i < characters.length; i++) {
            characters[i] = password.charAt(i);
        }
        PBEKeySpec spec = new PBEKeySpec(characters, salt, iterations, KEY_BITS);
        Arrays.fill(characters, '\0');
        try {
            SecretKeyFactory factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
            return factory.generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }
}
