package io.bisocket.internal.compression;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Packs each message in the way that suits it and the link, and learns from each. Safe for use by
 * many threads.
 *
 * <p>Messages of a kind share their {@link Experience}: the kind is the whole bits of entropy per
 * byte, and whether the message is below 32 KiB, below 512 KiB, or larger.
 */
final class AdaptiveChoice {

    private static final int SMALL = 32 * 1024;
    private static final int MEDIUM = 512 * 1024;
    private static final double SOURCE_CODE_BITS = 5;
    private static final double HALF_A_BIT = 0.5;

    /** Of a link that is not measured: one of 1 Gbit/s. */
    private static final long ASSUMED_BYTES_PER_SECOND = 125_000_000;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Set<Preset> usable;
    private final LinkSpeed link;
    private final Compressor compressor;
    private final LongSupplier clock;
    private final Map<Kind, Experience> experiences = new ConcurrentHashMap<>();

    private record Kind(int entropy, int size) {

        private Experience begin() {
            return new Experience((entropy + HALF_A_BIT) / SOURCE_CODE_BITS);
        }
    }

    AdaptiveChoice(Set<Preset> usable, LinkSpeed link, Compressor compressor, LongSupplier clock) {
        this.usable = usable;
        this.link = link;
        this.compressor = compressor;
        this.clock = clock;
    }

    Packed pack(byte[] payload) {
        if (usable.isEmpty() || payload.length == 0) {
            return Packed.asItIs(payload);
        }
        Sample sample = Sample.of(payload);
        return sample.compressible()
                ? pack(payload, experiences.computeIfAbsent(kind(payload, sample), Kind::begin))
                : Packed.asItIs(payload);
    }

    private Packed pack(byte[] payload, Experience experience) {
        Preset preset = experience.choose(usable, linkNanosPerByte());
        long start = clock.getAsLong();
        byte[] packed = compressor.pack(preset, payload);
        experience.measured(preset, payload.length, packed.length, clock.getAsLong() - start);
        return Packed.ofSmaller(preset, payload, packed);
    }

    private double linkNanosPerByte() {
        return NANOS_PER_SECOND
                / Math.max(1, link.bytesPerSecond().orElse(ASSUMED_BYTES_PER_SECOND));
    }

    private static Kind kind(byte[] payload, Sample sample) {
        int size = payload.length < SMALL ? 0 : payload.length < MEDIUM ? 1 : 2;
        return new Kind((int) sample.entropy(), size);
    }
}
