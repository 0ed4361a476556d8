package io.bisocket;

import io.bisocket.internal.compression.Algorithm;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How payloads are compressed before they are encrypted, and from which size on. The peer unpacks
 * what it is sent whatever it is set to itself; a payload that would not shrink goes as it is.
 *
 * <p>Do not compress secrets together with text that an attacker can choose: the length of the
 * result tells how much of the two is alike.
 *
 * @param method how
 * @param threshold payloads below this many bytes go as they are; 0 or more
 */
public record Compression(Method method, int threshold) {

    private static final int DEFAULT_THRESHOLD = 64 * 1024;

    /**
     * @throws IllegalArgumentException if the threshold is negative
     * @throws BiSocketException with {@link ErrorCode#BAD_CONFIGURATION}, for {@link Method#ZSTD}
     *     where {@code com.github.luben:zstd-jni} is missing or does not work
     */
    public Compression {
        if (threshold < 0) {
            throw new IllegalArgumentException(
                    "the compression threshold must be 0 bytes or more but was " + threshold);
        }
        if (method == Method.ZSTD) {
            Algorithm.ZSTD.requireUsable();
        }
    }

    /**
     * The smallest result for which the link leaves time, by what the session has measured of both:
     * bzip2 on slow links, deflate or zstd on fast ones. What does not look compressible goes as it
     * is.
     */
    public static Compression adaptive() {
        return of(Method.ADAPTIVE);
    }

    /** Always bzip2: small results, at some 10 MB/s. */
    public static Compression bzip2() {
        return of(Method.BZIP2);
    }

    /** Always deflate, at its default level. */
    public static Compression deflate() {
        return of(Method.DEFLATE);
    }

    /** Always LZ4. */
    public static Compression lz4() {
        return of(Method.LZ4);
    }

    /**
     * Always Zstandard. Needs {@code com.github.luben:zstd-jni} on both sides; to a peer that lacks
     * it payloads go as they are.
     *
     * @throws BiSocketException with {@link ErrorCode#BAD_CONFIGURATION} where that library is
     *     missing or does not work
     */
    public static Compression zstd() {
        return of(Method.ZSTD);
    }

    /** Never. */
    public static Compression none() {
        return of(Method.NONE);
    }

    /**
     * The compression of that name, from 64 KiB on. Case and surrounding white space do not matter.
     *
     * @param text {@code adaptive}, {@code bzip2}, {@code deflate}, {@code lz4}, {@code zstd} or
     *     {@code none}
     * @throws IllegalArgumentException if the text is none of these; the message lists them
     * @throws BiSocketException as from {@link #zstd()}
     */
    public static Compression parse(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(Method.values())
                .filter(method -> method.text().equals(name))
                .findFirst()
                .map(Compression::of)
                .orElseThrow(() -> new IllegalArgumentException(unknown(text)));
    }

    /**
     * The same for payloads of at least so many bytes.
     *
     * @param bytes the new threshold; 0 for every payload
     * @throws IllegalArgumentException if it is negative
     */
    public Compression from(int bytes) {
        return new Compression(method, bytes);
    }

    /** Such as {@code bzip2 from 65536 bytes}. */
    @Override
    public String toString() {
        return method == Method.NONE
                ? method.text()
                : "%s from %d bytes".formatted(method.text(), threshold);
    }

    private static Compression of(Method method) {
        return new Compression(method, DEFAULT_THRESHOLD);
    }

    private static String unknown(String text) {
        String accepted =
                Arrays.stream(Method.values()).map(Method::text).collect(Collectors.joining(", "));
        return "'" + text + "' is no compression; accepted are " + accepted;
    }

    /** The ways to compress. */
    public enum Method {
        /** The one that suits the link and the payload. */
        ADAPTIVE,
        /** One bzip2 stream. */
        BZIP2,
        /** One zlib stream (RFC 1950). */
        DEFLATE,
        /** One LZ4 frame. */
        LZ4,
        /** One Zstandard frame (RFC 8878). */
        ZSTD,
        /** As it is. */
        NONE;

        /** The method's name in settings: lower case. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
