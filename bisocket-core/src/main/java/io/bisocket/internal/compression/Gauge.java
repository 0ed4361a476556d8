package io.bisocket.internal.compression;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A positive quantity of every preset: what was expected of it, corrected by what was measured.
 *
 * <pre>
 * value(preset) = expected(preset) × common × own(preset)
 * </pre>
 *
 * <p>The first measurement sets what all presets have in common, the machine or the kind of
 * payload; the first of another preset sets its own factor; later ones move both by a quarter of
 * the way each. A preset's own factor fades while others are measured, so that one bad day is not
 * held against it for ever. Not thread-safe.
 */
final class Gauge {

    private static final double STEP = 0.25;
    private static final double FADING = 1 - 1 / 64.0;

    private final ToDoubleFunction<Preset> expected;
    private final double largestMove;

    /** Logarithms, of the presets that were measured. */
    private final Map<Preset, Double> own = new EnumMap<>(Preset.class);

    /** A logarithm. */
    private double common;

    /**
     * @param expected what to expect before anything is measured
     * @param outlier a measurement off by more than this factor counts as off by just that
     */
    Gauge(ToDoubleFunction<Preset> expected, double outlier) {
        this.expected = expected;
        this.largestMove = Math.log(outlier);
    }

    double value(Preset preset) {
        return expected.applyAsDouble(preset) * Math.exp(common + own.getOrDefault(preset, 0.0));
    }

    /**
     * Takes in a measurement.
     *
     * @param value what was measured, more than zero
     */
    void measured(Preset preset, double value) {
        double error = Math.log(value / value(preset));
        double move = Math.max(-largestMove, Math.min(largestMove, error));
        fadeOthers(preset);
        if (own.isEmpty()) {
            common += move;
            own.put(preset, 0.0);
        } else if (own.putIfAbsent(preset, move) != null) {
            common += STEP * move;
            own.merge(preset, STEP * move, Double::sum);
        }
    }

    private void fadeOthers(Preset preset) {
        own.replaceAll((other, factor) -> other == preset ? factor : factor * FADING);
    }
}
