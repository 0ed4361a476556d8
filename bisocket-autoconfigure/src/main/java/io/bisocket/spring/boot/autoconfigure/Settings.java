package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketException;
import io.bisocket.Compression;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.Transport;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * Reads what server and client have in common, and refuses values that cannot be, by the name of
 * their property.
 */
final class Settings {

    static final String REQUIRE_KEY = "bisocket.require-key";
    private static final Set<String> NOT_REQUIRED = Set.of("", "0", "false", "no", "off");

    private static final DataSize LARGEST_MESSAGE = DataSize.ofGigabytes(1);

    private Settings() {}

    /** Whether the word of {@code bisocket.require-key} asks for a key. */
    static boolean isKeyRequired(@Nullable String word) {
        if (word == null || NOT_REQUIRED.contains(word.strip().toLowerCase(Locale.ROOT))) {
            return false;
        }
        if (!CryptoKey.isRequireWord(word)) {
            throw invalid(
                    REQUIRE_KEY,
                    word,
                    "it must be true (or 1, yes, on, require, required) or false (or 0, no, off)");
        }
        return true;
    }

    /** The mode of the property, else that of BISOCKET_ENCRYPTION, else secure. */
    static Encryption encryption(String name, @Nullable String value, Environment environment) {
        if (StringUtils.hasText(value)) {
            return encryption(name, value);
        }
        String fallback = environment.getProperty(Encryption.ENVIRONMENT_VARIABLE);
        return StringUtils.hasText(fallback)
                ? encryption(Encryption.ENVIRONMENT_VARIABLE, fallback)
                : Encryption.SECURE;
    }

    /** How both server and client compress. */
    static Compression compression(BiSocketProperties.Packing packing) {
        DataSize threshold = packing.threshold();
        if (threshold.isNegative() || threshold.toBytes() > Integer.MAX_VALUE) {
            throw invalid(
                    "bisocket.compression.threshold",
                    threshold,
                    "it must not be negative, and less than 2 GB");
        }
        try {
            return new Compression(packing.method(), (int) threshold.toBytes());
        } catch (BiSocketException e) {
            throw invalid(
                    "bisocket.compression.method",
                    packing.method().text(),
                    String.valueOf(e.getMessage()));
        }
    }

    /** What carries the bytes of server and clients. */
    static Transport transport(BiSocketProperties.EventLoops loops) {
        try {
            return Transport.tcp(loops.spin());
        } catch (IllegalArgumentException e) {
            throw invalid(
                    "bisocket.event-loops.spin", loops.spin(), String.valueOf(e.getMessage()));
        }
    }

    static int port(String name, int value, int lowest) {
        if (value < lowest || value > 65535) {
            throw invalid(name, value, "a port must be %d to 65535".formatted(lowest));
        }
        return value;
    }

    static int positive(String name, int value) {
        if (value <= 0) {
            throw invalid(name, value, "it must be more than zero");
        }
        return value;
    }

    static Duration positive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw invalid(name, value, "it must be more than zero");
        }
        return value;
    }

    static long positive(String name, DataSize value) {
        if (value.toBytes() <= 0) {
            throw invalid(name, value, "it must be more than zero");
        }
        return value.toBytes();
    }

    static int bytes(String name, DataSize value) {
        if (value.toBytes() <= 0 || value.toBytes() > Integer.MAX_VALUE) {
            throw invalid(name, value, "it must be more than zero and less than 2 GB");
        }
        return (int) value.toBytes();
    }

    static int messageSize(String name, DataSize value) {
        if (value.compareTo(LARGEST_MESSAGE) > 0) {
            throw invalid(name, value, "it must be at most 1 GB");
        }
        return bytes(name, value);
    }

    /** What may be on its way in, which has to hold the largest message. */
    static long bufferedBytes(String name, DataSize value, DataSize largest, String nameOfLargest) {
        positive(name, value);
        if (value.compareTo(largest) < 0) {
            throw invalid(
                    name,
                    value,
                    "it is less than %s, which is %s, so the largest messages would always be refused: raise this, or lower that"
                            .formatted(nameOfLargest, largest));
        }
        return value.toBytes();
    }

    static InvalidConfigurationPropertyValueException invalid(
            String name, @Nullable Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(name, value, reason);
    }

    private static Encryption encryption(String name, String value) {
        try {
            return Encryption.parse(value);
        } catch (IllegalArgumentException e) {
            throw invalid(name, value, String.valueOf(e.getMessage()));
        }
    }
}
