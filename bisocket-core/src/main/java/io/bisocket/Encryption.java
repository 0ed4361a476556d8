package io.bisocket;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a connection in the Python format protects its frames. Both ends must use the same mode: the
 * three are not interchangeable.
 *
 * <p>None of them protects against a peer that holds the key, and none has forward secrecy.
 */
public enum Encryption {

    /**
     * AES-256-GCM, then bzip2: confidential and authentic. This is the Python package's default.
     * The bzip2 step works on ciphertext, so it costs much time and saves nothing.
     */
    SECURE("on", "true", "1", "yes", "default", "bz2"),

    /**
     * AES-256-GCM alone: as confidential and authentic as {@link #SECURE}, at a fraction of the
     * cost.
     */
    FASTER("fast", "fastest", "nocompress", "no-compress"),

    /**
     * Plain text: anyone on the path can read and alter every frame. For networks that are trusted
     * entirely.
     */
    OFF("none", "false", "0", "no", "plaintext", "plain", "insecure", "disabled");

    /** The environment variable that {@link #fromEnvironment()} reads. */
    public static final String ENVIRONMENT_VARIABLE = "BISOCKET_ENCRYPTION";

    private final Set<String> aliases;

    Encryption(String... aliases) {
        this.aliases = Set.copyOf(Arrays.asList(aliases));
    }

    /**
     * The mode's name in the Python package.
     *
     * @return {@code secure}, {@code faster} or {@code off}
     */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The mode that a text names: its {@link #wireName()} or one of the aliases that the Python
     * package knows. Case and surrounding white space do not matter.
     *
     * @param text a name, such as {@code faster} or {@code plaintext}
     * @return the mode
     * @throws IllegalArgumentException if the text names no mode; the message lists what is
     *     accepted
     */
    public static Encryption parse(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(mode -> mode.wireName().equals(name) || mode.aliases.contains(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(unknown(text)));
    }

    /**
     * The mode that the environment variable {@value #ENVIRONMENT_VARIABLE} names, {@link #SECURE}
     * where it is unset or empty.
     *
     * @return the mode
     * @throws IllegalArgumentException if the variable names no mode
     */
    public static Encryption fromEnvironment() {
        return fromEnvironment(System::getenv);
    }

    static Encryption fromEnvironment(UnaryOperator<@Nullable String> environment) {
        String text = environment.apply(ENVIRONMENT_VARIABLE);
        if (text == null || text.isEmpty()) {
            return SECURE;
        }
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(ENVIRONMENT_VARIABLE + ": " + e.getMessage(), e);
        }
    }

    private static String unknown(String text) {
        String accepted =
                Arrays.stream(values())
                        .map(mode -> mode.wireName() + " (or " + mode.sortedAliases() + ")")
                        .collect(Collectors.joining(", "));
        return "'" + text + "' is no encryption mode; accepted are " + accepted;
    }

    private String sortedAliases() {
        return aliases.stream().sorted().collect(Collectors.joining(", "));
    }
}
