package io.bisocket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one key string that both ends share. Immutable and thread-safe; never shows the key.
 *
 * <p>A good key is 32 random bytes, as {@code openssl rand -hex 32} prints them. Without any key
 * there is {@linkplain #builtIn() a built-in one} that everybody knows; it works on loopback alone.
 */
public final class CryptoKey {

    /** The environment variable that holds the key. */
    public static final String ENVIRONMENT_VARIABLE = "CRYPTO_KEY";

    /** The environment variable that makes a missing key an error. */
    public static final String REQUIRE_ENVIRONMENT_VARIABLE = "BISOCKET_REQUIRE_KEY";

    private static final Set<String> REQUIRE_WORDS =
            Set.of("1", "true", "yes", "on", "require", "required");
    private static final CryptoKey BUILT_IN = new CryptoKey("secret-lol");

    private final String secret;

    private CryptoKey(String secret) {
        this.secret = secret;
    }

    /**
     * The key with this text, taken as UTF-8 and untrimmed.
     *
     * @throws CryptoKeyException if the text is blank or still holds an unresolved <code>${</code>
     */
    public static CryptoKey of(String text) {
        if (text.isBlank()) {
            throw missing();
        }
        if (text.contains("${")) {
            throw new CryptoKeyException(
                    CryptoKeyException.Reason.UNRESOLVED_PLACEHOLDER,
                    "the crypto key still holds an unresolved ${...} placeholder; is "
                            + ENVIRONMENT_VARIABLE
                            + " set?");
        }
        return text.equals(BUILT_IN.secret) ? BUILT_IN : new CryptoKey(text);
    }

    /** The key that everybody knows, for first steps on loopback. */
    public static CryptoKey builtIn() {
        return BUILT_IN;
    }

    /**
     * The key of {@code CRYPTO_KEY}, or the built-in one where that is unset or blank.
     *
     * @throws CryptoKeyException if it is missing while {@code BISOCKET_REQUIRE_KEY} asks for it,
     *     or if it still holds an unresolved <code>${</code>
     */
    public static CryptoKey fromEnvironment() {
        return fromEnvironment(System::getenv);
    }

    static CryptoKey fromEnvironment(UnaryOperator<@Nullable String> environment) {
        String require = environment.apply(REQUIRE_ENVIRONMENT_VARIABLE);
        return resolve(environment.apply(ENVIRONMENT_VARIABLE), isRequireWord(require));
    }

    /**
     * The key with this text, or the built-in one where there is none.
     *
     * @param text the key; null and blank count as missing
     * @param required whether a missing key is an error
     * @throws CryptoKeyException if the key is missing and required, or holds an unresolved
     *     placeholder
     */
    public static CryptoKey resolve(@Nullable String text, boolean required) {
        if (text != null && !text.isBlank()) {
            return of(text);
        }
        if (required) {
            throw missing();
        }
        return BUILT_IN;
    }

    /** Whether this word, of {@code BISOCKET_REQUIRE_KEY} or a property, asks for a key. */
    public static boolean isRequireWord(@Nullable String word) {
        return word != null && REQUIRE_WORDS.contains(word.strip().toLowerCase(Locale.ROOT));
    }

    /** Whether this is the key that everybody knows. */
    public boolean isBuiltIn() {
        return equals(BUILT_IN);
    }

    /** The key's text. For key derivation alone: whoever calls this handles a secret. */
    public String exposeSecret() {
        return secret;
    }

    /** SHA-256 of the key's UTF-8 bytes: the AES-256 key of the Python format. A new array. */
    public byte[] exposeSha256() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static CryptoKeyException missing() {
        return new CryptoKeyException(
                CryptoKeyException.Reason.MISSING,
                "no crypto key: set "
                        + ENVIRONMENT_VARIABLE
                        + " (or bisocket.crypto-key) to a key, such as 'openssl rand -hex 32'"
                        + " prints");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CryptoKey that
                && MessageDigest.isEqual(
                        secret.getBytes(StandardCharsets.UTF_8),
                        that.secret.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return secret.hashCode();
    }

    @Override
    public String toString() {
        return isBuiltIn() ? "CryptoKey[built-in]" : "CryptoKey[***]";
    }
}
