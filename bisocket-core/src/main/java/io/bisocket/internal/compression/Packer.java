package io.bisocket.internal.compression;

import io.bisocket.Compression;
import io.bisocket.internal.protocol.Algorithms;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Packs the payloads of one session and direction. Safe for use by many threads. A payload can take
 * seconds, so not for an event loop.
 *
 * <p>A payload goes as it is if it is below the threshold, if the peer does not unpack what was
 * chosen, or if it would not shrink.
 */
public final class Packer {

    private final Compression configured;
    private final Set<Preset> usable;
    private final Compressor compressor;
    private final AdaptiveChoice adaptive;

    /**
     * @param configured what holds for messages that say nothing else
     * @param peer what the peer unpacks
     * @param link how fast this direction's socket is
     */
    public Packer(Compression configured, Algorithms peer, LinkSpeed link) {
        this(configured, peer, link, Preset::pack, System::nanoTime);
    }

    Packer(
            Compression configured,
            Algorithms peer,
            LinkSpeed link,
            Compressor compressor,
            LongSupplier clock) {
        this.configured = configured;
        this.usable = usable(peer);
        this.compressor = compressor;
        this.adaptive = new AdaptiveChoice(usable, link, compressor, clock);
    }

    /**
     * The payload as it is to go on the wire.
     *
     * @param payload what to send; not changed, and returned itself if it goes as it is
     * @param override what this message asks for; null if nothing
     */
    public Packed pack(byte[] payload, @Nullable Compression override) {
        Compression compression = override == null ? configured : override;
        if (payload.length < compression.threshold()) {
            return Packed.asItIs(payload);
        }
        return compression.method() == Compression.Method.ADAPTIVE
                ? adaptive.pack(payload)
                : Preset.of(compression.method())
                        .filter(usable::contains)
                        .map(preset -> packWith(preset, payload))
                        .orElseGet(() -> Packed.asItIs(payload));
    }

    private Packed packWith(Preset preset, byte[] payload) {
        return Packed.ofSmaller(preset, payload, compressor.pack(preset, payload));
    }

    private static Set<Preset> usable(Algorithms peer) {
        Set<Preset> usable = EnumSet.allOf(Preset.class);
        usable.removeIf(preset -> !peer.numbers().contains(preset.algorithm().number()));
        usable.removeIf(preset -> !preset.algorithm().usable());
        return Collections.unmodifiableSet(usable);
    }
}
