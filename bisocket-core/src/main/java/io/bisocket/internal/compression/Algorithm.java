package io.bisocket.internal.compression;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A compression algorithm and its number on the wire.
 *
 * <pre>
 * 1  bzip2    one bzip2 stream
 * 2  deflate  one zlib stream (RFC 1950)
 * 3  lz4      one LZ4 frame
 * 4  zstd     one Zstandard frame (RFC 8878); where com.github.luben:zstd-jni is there
 * </pre>
 */
public enum Algorithm {
    BZIP2(1, new Bzip2Codec()),
    DEFLATE(2, new DeflateCodec()),
    LZ4(3, new Lz4Codec()),
    ZSTD(4, new ZstdCodec());

    private final int number;
    private final Codec codec;

    Algorithm(int number, Codec codec) {
        this.number = number;
        this.codec = codec;
    }

    /** The algorithm with this number, if there is one. */
    static Optional<Algorithm> of(int number) {
        return Arrays.stream(values()).filter(algorithm -> algorithm.number == number).findFirst();
    }

    int number() {
        return number;
    }

    Codec codec() {
        return codec;
    }

    /** Whether what it needs is there. */
    boolean usable() {
        return obstacle() == null;
    }

    /**
     * Does nothing where what it needs is there.
     *
     * @throws BiSocketException with {@link ErrorCode#BAD_CONFIGURATION} otherwise; the message
     *     names the missing dependency
     */
    public void requireUsable() {
        String obstacle = obstacle();
        if (obstacle != null) {
            throw new BiSocketException(ErrorCode.BAD_CONFIGURATION, obstacle);
        }
    }

    private @Nullable String obstacle() {
        return this == ZSTD ? ZstdLibrary.OBSTACLE : null;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
