package io.bisocket.internal.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a key string has been met before, without keeping it: HMAC-SHA-256 of a context and
 * the key string, under a random key of this process. Says nothing to another process. Immutable.
 */
public final class KeyFingerprint {

    private static final byte[] PROCESS_KEY = SecretBytes.random(Sha256Hash.LENGTH).exposeSecret();

    private final byte[] mac;

    private KeyFingerprint(byte[] mac) {
        this.mac = mac;
    }

    /**
     * The fingerprint of this key string, taken as UTF-8.
     *
     * @param context what it is for; another context makes another fingerprint
     */
    public static KeyFingerprint of(CharSequence cryptoKey, String context) {
        byte[] label = context.getBytes(StandardCharsets.UTF_8);
        byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(label.length).array();
        byte[] text = Utf8.encode(cryptoKey);
        byte[] mac = HmacSha256.of(PROCESS_KEY, length, label, text);
        Wipe.all(text);
        return new KeyFingerprint(mac);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyFingerprint that && Arrays.equals(mac, that.mac);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(mac);
    }

    @Override
    public String toString() {
        return "KeyFingerprint[***]";
    }
}
