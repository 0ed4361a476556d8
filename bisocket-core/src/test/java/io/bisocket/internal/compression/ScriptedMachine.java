package io.bisocket.internal.compression;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Packs nothing, but takes the time and leaves the size that it is told to, by its own clock. */
final class ScriptedMachine implements Compressor, LongSupplier {

    private final Map<Preset, Behaviour> behaviours = new EnumMap<>(Preset.class);
    private final List<Preset> used = new ArrayList<>();
    private long nanoTime = Long.MAX_VALUE - 5;

    private record Behaviour(double bytesPerSecond, double ratio) {}

    /** As the presets say of themselves. */
    ScriptedMachine() {
        for (Preset preset : Preset.values()) {
            behaves(preset, 1000 / preset.nanosPerByte(), preset.ratio());
        }
    }

    /** From now on the preset packs at so many MB/s down to this share of the size. */
    void behaves(Preset preset, double megabytesPerSecond, double ratio) {
        behaviours.put(preset, new Behaviour(megabytesPerSecond * 1e6, ratio));
    }

    /** The presets in the order in which they were used. */
    List<Preset> used() {
        return used;
    }

    @Override
    public byte[] pack(Preset preset, byte[] raw) {
        Behaviour behaviour = behaviours.get(preset);
        used.add(preset);
        nanoTime += Math.round(raw.length / behaviour.bytesPerSecond * 1e9);
        return new byte[(int) (raw.length * behaviour.ratio)];
    }

    @Override
    public long getAsLong() {
        return nanoTime;
    }
}
