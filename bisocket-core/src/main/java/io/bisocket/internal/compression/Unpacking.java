package io.bisocket.internal.compression;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.internal.protocol.Algorithms;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Undoes what a peer's {@link Packer} did, within bounds: output stops at the declared length, and
 * memory grows with what was really unpacked, up to twice the output, beside the decoder's own (8
 * MiB for zstd, 4.5 MB for bzip2, 0.3 MB for others). Safe for use by many threads. A payload can
 * take seconds, so not for an event loop.
 *
 * @param maxMessageSize the most bytes that a payload may unpack to
 */
public record Unpacking(int maxMessageSize) {

    private static final Algorithms ALGORITHMS =
            new Algorithms(
                    Stream.of(Algorithm.ZSTD, Algorithm.DEFLATE, Algorithm.BZIP2, Algorithm.LZ4)
                            .filter(Algorithm::usable)
                            .map(Algorithm::number)
                            .toList());

    /** What can be unpacked here, to be told to peers; zstd only where its library is. */
    public static Algorithms algorithms() {
        return ALGORITHMS;
    }

    /**
     * The payload as it was before it was packed.
     *
     * @param algorithm the algorithm's number; 0 if it was not packed
     * @param rawLength the length before packing, as the peer declares it
     * @param bytes the payload as it came; returned itself if it was not packed
     * @return exactly {@code rawLength} bytes
     * @throws BiSocketException with {@link ErrorCode#BAD_PAYLOAD} if the algorithm is unknown, the
     *     declared length over the limit, or the bytes are anything but one sound stream that
     *     yields the declared length
     */
    public byte[] unpack(int algorithm, int rawLength, byte[] bytes) {
        if (rawLength < 0 || rawLength > maxMessageSize) {
            throw refused(
                    "a payload that unpacks to %,d bytes is over the limit of %,d bytes"
                                    .formatted(Integer.toUnsignedLong(rawLength), maxMessageSize)
                            + " (max-message-size)");
        }
        if (algorithm == 0) {
            return exactly(rawLength, bytes, "plain");
        }
        Algorithm known = usable(algorithm);
        return exactly(rawLength, unpack(known, rawLength, bytes), known.toString());
    }

    private static Algorithm usable(int number) {
        return Algorithm.of(number)
                .filter(Algorithm::usable)
                .orElseThrow(
                        () ->
                                refused(
                                        ("expected a payload packed with one of the algorithms %s but it was"
                                                        + " %d")
                                                .formatted(ALGORITHMS.numbers(), number)));
    }

    private static byte[] unpack(Algorithm algorithm, int rawLength, byte[] bytes) {
        try {
            return algorithm.codec().unpack(bytes, rawLength);
        } catch (IOException | RuntimeException e) {
            // Decoders report some damage by unchecked exceptions, index errors among them.
            throw refused(
                    "expected a %s payload that unpacks to %,d bytes but it is damaged: %s"
                            .formatted(algorithm, rawLength, reason(e)));
        }
    }

    private static String reason(Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }

    private static byte[] exactly(int rawLength, byte[] raw, String format) {
        if (raw.length > rawLength) {
            throw refused(
                    "expected a %s payload of %,d bytes but there were more"
                            .formatted(format, rawLength));
        }
        if (raw.length < rawLength) {
            throw refused(
                    "expected a %s payload of %,d bytes but there were %,d"
                            .formatted(format, rawLength, raw.length));
        }
        return raw;
    }

    private static BiSocketException refused(String message) {
        return new BiSocketException(ErrorCode.BAD_PAYLOAD, message);
    }
}
