package io.bisocket.benchmarks;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a system has to do.
 *
 * @param name what it is called in options and tables
 * @param kind what is measured of it
 * @param clients how many clients there are
 * @param inFlight how many messages each of them has under way at once
 * @param size the length of a payload, in bytes
 * @param idle how many clients are connected besides and say nothing
 */
record Workload(String name, Kind kind, int clients, int inFlight, int size, int idle) {

    private static final int KIB = 1024;
    private static final Pattern IDLE = Pattern.compile("idle-([1-9]\\d{0,5})");
    private static final Pattern PACED =
            Pattern.compile("paced-([1-9]\\d{0,4})(?:-idle-([1-9]\\d{0,5}))?");

    static final List<Workload> ALL =
            List.of(
                    new Workload("latency", Kind.LATENCY, 1, 1, 64, 0),
                    new Workload("throughput-64", Kind.THROUGHPUT, 1, 128, 64, 0),
                    new Workload("throughput-1k", Kind.THROUGHPUT, 1, 128, KIB, 0),
                    new Workload("clients-16", Kind.THROUGHPUT, 16, 32, KIB, 0),
                    new Workload("bulk-1m", Kind.BULK, 1, 4, KIB * KIB, 0),
                    new Workload("ramp-1m", Kind.RAMP, 1, 4, KIB * KIB, 0),
                    new Workload("start", Kind.START, 1, 1, 64, 0));

    static Workload named(String name) {
        Matcher idle = IDLE.matcher(name);
        if (idle.matches()) {
            return new Workload(name, Kind.IDLE, 1, 1, 64, Integer.parseInt(idle.group(1)));
        }
        Matcher paced = PACED.matcher(name);
        if (paced.matches()) {
            return paced(name, Integer.parseInt(paced.group(1)), paced.group(2));
        }
        return ALL.stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(unknown(name)));
    }

    private static Workload paced(String name, int clients, @Nullable String idle) {
        int inFlight = Math.max(1, KIB / clients);
        return new Workload(
                name,
                Kind.PACED,
                clients,
                inFlight,
                KIB,
                idle == null ? 0 : Integer.parseInt(idle));
    }

    private static String unknown(String name) {
        return "unknown workload '%s'; there are %s, idle-N, paced-N, paced-N-idle-N"
                .formatted(
                        name, ALL.stream().map(Workload::name).collect(Collectors.joining(", ")));
    }

    /** What is measured. */
    enum Kind {
        LATENCY(List.of(Metric.MEDIAN, Metric.P99, Metric.CPU)),
        THROUGHPUT(List.of(Metric.RATE, Metric.CPU, Metric.P99)),
        BULK(List.of(Metric.MEGABYTES, Metric.CPU)),
        PACED(List.of(Metric.CPU, Metric.SERVER_CPU, Metric.MEDIAN)),
        RAMP(List.of(Metric.REACHED, Metric.MEGABYTES)),
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
            return this != IDLE && this != START && this != RAMP;
        }
    }
}
