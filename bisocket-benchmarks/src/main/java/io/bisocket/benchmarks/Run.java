package io.bisocket.benchmarks;

import java.util.Map;

/**
 * One run.
 *
 * @param round which turn it was; runs of one round stand beside each other
 * @param steal the share of the processors' time that the host took, in percent
 */
record Run(String workload, String system, int round, double steal, Map<Metric, Double> values) {}
