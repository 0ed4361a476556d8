package io.bisocket.internal.compression;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What packing payloads of one kind has taught: how long presets take and how small their results
 * are, as moving averages. Safe for use by many threads.
 *
 * <p>A message costs the time to pack it, to carry what is left, and to unpack it. The choice is
 * the smallest result among the presets that cost at most 3 % more than the cheapest.
 *
 * <p>Some messages try something else: one in four what was never measured, if that should cost at
 * most twice as much as the cheapest; one in 16 what was not measured of late, if that should cost
 * at most 30 % more.
 */
final class Experience {

    private static final double NEARLY_AS_GOOD = 1.03;
    private static final double WORTH_A_FIRST_TRIAL = 2;
    private static final int BETWEEN_FIRST_TRIALS = 4;
    private static final double WORTH_A_TRIAL = 1.3;
    private static final int BETWEEN_TRIALS = 16;
    private static final int OF_LATE = 64;

    /** How much longer than usual may be the payload's doing, and not a pause of the machine. */
    private static final double PAUSE = 4;

    private final Gauge nanosPerByte;
    private final Gauge ratio;
    private final Map<Preset, Integer> lastMeasured = new EnumMap<>(Preset.class);
    private int messages;

    /**
     * @param density the ratios to expect, relative to those of source code
     */
    Experience(double density) {
        nanosPerByte = new Gauge(Preset::nanosPerByte, PAUSE);
        ratio = new Gauge(preset -> preset.ratio() * density, Double.MAX_VALUE);
    }

    /**
     * Chooses for the next message.
     *
     * @param usable what there is to choose from, at least one
     * @param linkNanosPerByte what the link takes for one byte
     */
    synchronized Preset choose(Set<Preset> usable, double linkNanosPerByte) {
        messages++;
        ToDoubleFunction<Preset> cost = preset -> cost(preset, linkNanosPerByte);
        double best = usable.stream().mapToDouble(cost).min().orElseThrow();
        return firstTrial(usable, cost, best * WORTH_A_FIRST_TRIAL)
                .or(() -> trial(usable, cost, best * WORTH_A_TRIAL))
                .or(() -> smallest(usable, cost, best * NEARLY_AS_GOOD))
                .orElseThrow();
    }

    /** Takes in what became of a message of at least one byte. */
    synchronized void measured(Preset preset, int rawLength, int packedLength, long nanos) {
        nanosPerByte.measured(preset, (double) Math.max(1, nanos) / rawLength);
        ratio.measured(preset, (double) Math.max(1, packedLength) / rawLength);
        lastMeasured.put(preset, messages);
    }

    private double cost(Preset preset, double linkNanosPerByte) {
        return nanosPerByte.value(preset) * preset.bothWays()
                + ratio.value(preset) * linkNanosPerByte;
    }

    private Optional<Preset> firstTrial(
            Set<Preset> usable, ToDoubleFunction<Preset> cost, double most) {
        if (lastMeasured.isEmpty() || messages % BETWEEN_FIRST_TRIALS != 2) {
            return Optional.empty();
        }
        return affordable(usable, cost, most)
                .filter(preset -> !lastMeasured.containsKey(preset))
                .min(Comparator.comparingDouble(cost));
    }

    private Optional<Preset> trial(Set<Preset> usable, ToDoubleFunction<Preset> cost, double most) {
        if (messages % BETWEEN_TRIALS != 0) {
            return Optional.empty();
        }
        return affordable(usable, cost, most)
                .filter(preset -> messages - lastMeasured.getOrDefault(preset, messages) > OF_LATE)
                .min(Comparator.comparingDouble(cost));
    }

    private Optional<Preset> smallest(
            Set<Preset> usable, ToDoubleFunction<Preset> cost, double most) {
        return affordable(usable, cost, most).min(Comparator.comparingDouble(ratio::value));
    }

    private static Stream<Preset> affordable(
            Set<Preset> usable, ToDoubleFunction<Preset> cost, double most) {
        return usable.stream().filter(preset -> cost.applyAsDouble(preset) <= most);
    }
}
