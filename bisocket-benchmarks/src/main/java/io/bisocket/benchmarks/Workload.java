package io.bisocket.benchmarks;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a system has to do.
 *
 * @param name what it is called in options and tables
 * @param kind what is measured of it
 * @param clients how many clients there are
 * @param inFlight how many messages each of them has under way at once
 * @param size the length of a payload, in bytes
 */
record Workload(String name, Kind kind, int clients, int inFlight, int size) {

    private static final int KIB = 1024;

    static final List<Workload> ALL =
            List.of(
                    new Workload("latency", Kind.LATENCY, 1, 1, 64),
                    new Workload("throughput-64", Kind.THROUGHPUT, 1, 128, 64),
                    new Workload("throughput-1k", Kind.THROUGHPUT, 1, 128, KIB),
                    new Workload("clients-16", Kind.THROUGHPUT, 16, 32, KIB),
                    new Workload("bulk-1m", Kind.BULK, 1, 4, KIB * KIB),
                    new Workload("idle", Kind.IDLE, 1, 1, 64),
                    new Workload("start", Kind.START, 1, 1, 64));

    static Workload named(String name) {
        return ALL.stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(unknown(name)));
    }

    private static String unknown(String name) {
        return "unknown workload '%s'; there are %s"
                .formatted(
                        name, ALL.stream().map(Workload::name).collect(Collectors.joining(", ")));
    }

    /** What is measured. */
    enum Kind {
        LATENCY(List.of(Metric.MEDIAN, Metric.P99, Metric.CPU)),
        THROUGHPUT(List.of(Metric.RATE, Metric.CPU, Metric.P99)),
        BULK(List.of(Metric.MEGABYTES, Metric.CPU)),
        IDLE(List.of(Metric.IDLE_MEMORY, Metric.CONNECTS)),
        START(List.of(Metric.START));

        private final List<Metric> metrics;

        Kind(List<Metric> metrics) {
            this.metrics = metrics;
        }

        /** The first one is plotted. */
        List<Metric> metrics() {
            return metrics;
        }

        /** Whether the same processes serve all runs, warmed up before the first. */
        boolean keepsProcesses() {
            return this != IDLE && this != START;
        }
    }
}
