package io.bisocket.internal.keys;

import io.bisocket.CryptoKey;
import io.bisocket.internal.crypto.KeyDerivation;
import io.bisocket.internal.crypto.KeyFingerprint;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be said of keys that can be guessed, once for each in the life of the process. Not of
 * the built-in key, which has a warning of its own. Thread-safe.
 */
public final class PassphraseWarnings {

    private static final Logger log = LoggerFactory.getLogger(PassphraseWarnings.class);
    private static final Set<KeyFingerprint> WARNED = ConcurrentHashMap.newKeySet();

    private PassphraseWarnings() {}

    /** Warns if a key of the native protocol is a passphrase. */
    static void nativeKey(@Nullable String name, CryptoKey key) {
        if (isFirst(key, "native")) {
            log.warn(
                    "A passphrase serves as {}. Who records one handshake can guess at it for as"
                            + " long as they like; it is stretched, which only makes each guess"
                            + " dearer."
                            + " 'openssl rand -hex 32' prints a key that cannot be guessed",
                    KeyIds.title(name));
        }
    }

    /** Warns if the key of the Python format, where that encrypts with it, is a passphrase. */
    public static void pythonKey(CryptoKey key) {
        if (isFirst(key, "python")) {
            log.warn(
                    "The crypto key is a passphrase and serves the Python format, so stretching it"
                            + " gains nothing: one recorded frame of that format is enough to try"
                            + " guesses fast. 'openssl rand -hex 32' prints a key that cannot be"
                            + " guessed");
        }
    }

    private static boolean isFirst(CryptoKey key, String context) {
        String text = key.exposeSecret();
        return KeyDerivation.isPassphrase(text) && WARNED.add(KeyFingerprint.of(text, context));
    }
}
