package io.bisocket.benchmarks;

import java.util.Map;

/**
 * One run.
 *
 * @param round which turn it was; runs of one round stand beside each other
 * @param steal the share of the processors' time that the host took, in percent
 * @param counts whether that was little enough
 */
record Run(
        String workload,
        String system,
        Conditions conditions,
        int round,
        double steal,
        boolean counts,
        Map<Metric, Double> values) {}
