package io.bisocket.internal.compression;

import io.bisocket.Compression;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * An algorithm at a level, and what to expect of it before anything is measured: speeds of one core
 * of 2020 or so, and the size of a megabyte of source code.
 */
enum Preset {
    LZ4(Algorithm.LZ4, 0, 0.32, 110, 40),
    DEFLATE_FAST(Algorithm.DEFLATE, 1, 0.28, 150, 280),
    DEFLATE(Algorithm.DEFLATE, 6, 0.22, 50, 320),
    BZIP2(Algorithm.BZIP2, 0, 0.17, 10, 33),
    ZSTD(Algorithm.ZSTD, 3, 0.23, 330, 1000),
    ZSTD_SMALL(Algorithm.ZSTD, 9, 0.19, 75, 1000);

    private static final double NANOS_PER_BYTE_AT_1_MB_PER_SECOND = 1000;

    private final Algorithm algorithm;
    private final int level;
    private final double ratio;
    private final double nanosPerByte;
    private final double bothWays;

    Preset(Algorithm algorithm, int level, double ratio, double packing, double unpacking) {
        this.algorithm = algorithm;
        this.level = level;
        this.ratio = ratio;
        this.nanosPerByte = NANOS_PER_BYTE_AT_1_MB_PER_SECOND / packing;
        this.bothWays = 1 + packing / unpacking;
    }

    /** What a fixed method uses; empty for the others. */
    static Optional<Preset> of(Compression.Method method) {
        return switch (method) {
            case BZIP2 -> Optional.of(BZIP2);
            case DEFLATE -> Optional.of(DEFLATE);
            case LZ4 -> Optional.of(LZ4);
            case ZSTD -> Optional.of(ZSTD);
            case ADAPTIVE, NONE -> Optional.empty();
        };
    }

    Algorithm algorithm() {
        return algorithm;
    }

    /** The size of the result, as a share of the payload's. */
    double ratio() {
        return ratio;
    }

    /** The time to pack one byte. */
    double nanosPerByte() {
        return nanosPerByte;
    }

    /**
     * How much longer packing and unpacking take than packing; the peer's machine counts as ours.
     */
    double bothWays() {
        return bothWays;
    }

    byte[] pack(byte[] raw) {
        try {
            return algorithm.codec().pack(raw, level);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
