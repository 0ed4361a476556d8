package io.bisocket;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the Python format writes its frames; both ends must use the same. */
public enum Encryption {
    /** AES-256-GCM, then bz2. */
    SECURE,
    /** AES-256-GCM. */
    FASTER,
    /** Nothing: anybody on the way can read and change every frame. */
    OFF;

    /** The mode that a word names. */
    public static Encryption parse(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "secure" -> SECURE;
            case "faster" -> FASTER;
            case "off" -> OFF;
            default -> throw new IllegalArgumentException("unknown encryption mode " + word);
        };
    }

    /** The mode that the environment names, else the secure one. */
    public static Encryption fromEnvironment() {
        @Nullable String word = System.getenv("BISOCKET_ENCRYPTION");
        return word == null || word.isEmpty() ? SECURE : parse(word);
    }

    /** The mode's name as peers know it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
