package io.bisocket.benchmarks;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to compare, and how. The ratios are those of the first system to the others.
 *
 * @param systems their names, in the order of the table
 * @param runs how often each is measured
 * @param starts in how many new processes, one after the other, these runs are made
 * @param seconds how long one run takes
 * @param warmup how long, in seconds, each is loaded before its first run
 * @param stealPercent runs in which the host took more than that of the processors' time are
 *     repeated
 * @param jvmArgs further arguments of both Java processes
 * @param out the folder for the report; what other workloads gave stays there
 */
record CompareOptions(
        List<SystemUnderTest> systems,
        List<Workload> workloads,
        int runs,
        int starts,
        double seconds,
        double warmup,
        double stealPercent,
        List<String> jvmArgs,
        Path out) {

    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern SPACE = Pattern.compile(" ");
    private static final double STARTING = 3;
    private static final double CONNECTS_PER_SECOND = 150;
    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "--systems", "bisocket,netty-tls-jdk,rsocket-tls",
                    "--workloads", "latency,throughput-64,throughput-1k,clients-16,bulk-1m",
                    "--runs", "5",
                    "--starts", "1",
                    "--seconds", "5",
                    "--warmup", "5",
                    "--steal", "10",
                    "--jvm-args", "-Xms512m -Xmx512m",
                    "--out", "target/comparison");

    static CompareOptions parse(List<String> args) {
        Map<String, String> given = new HashMap<>(DEFAULTS);
        for (int i = 0; i < args.size(); i += 2) {
            String name = args.get(i);
            if (!DEFAULTS.containsKey(name)) {
                throw new UsageException(
                        "unknown option '%s'; there are %s"
                                .formatted(name, DEFAULTS.keySet().stream().sorted().toList()));
            }
            if (i + 1 == args.size()) {
                throw new UsageException("option %s needs a value".formatted(name));
            }
            given.put(name, args.get(i + 1));
        }
        return of(given);
    }

    /** The same with the figures elsewhere. */
    CompareOptions into(Path folder) {
        return new CompareOptions(
                systems, workloads, runs, starts, seconds, warmup, stealPercent, jvmArgs, folder);
    }

    /** About how long it takes, in seconds, if no run is repeated. */
    double estimate() {
        return workloads.stream()
                .mapToDouble(
                        workload ->
                                systems.stream()
                                        .mapToDouble(system -> estimate(workload, system))
                                        .sum())
                .sum();
    }

    private double estimate(Workload workload, SystemUnderTest system) {
        double connecting = STARTING + workload.idle() / CONNECTS_PER_SECOND;
        return switch (workload.kind()) {
            case IDLE, START -> runs * connecting;
            case RAMP -> runs * (connecting + Contestant.RAMP_SECONDS);
            default -> starts * (connecting + system.warmup(warmup)) + runs * seconds;
        };
    }

    private static CompareOptions of(Map<String, String> given) {
        int runs = (int) positive("--runs", given);
        int starts = (int) positive("--starts", given);
        if (starts > runs) {
            throw new UsageException(
                    "--starts must be at most --runs, %d, but was %d".formatted(runs, starts));
        }
        return new CompareOptions(
                words(given.get("--systems"), COMMA).map(SystemUnderTest::named).toList(),
                words(given.get("--workloads"), COMMA).map(Workload::named).toList(),
                runs,
                starts,
                positive("--seconds", given),
                positive("--warmup", given),
                positive("--steal", given),
                words(given.get("--jvm-args"), SPACE).toList(),
                Path.of(Objects.requireNonNull(given.get("--out"))));
    }

    private static Stream<String> words(@Nullable String list, Pattern separator) {
        return separator.splitAsStream(Objects.requireNonNull(list));
    }

    private static double positive(String name, Map<String, String> given) {
        String value = Objects.requireNonNull(given.get(name));
        try {
            double number = Double.parseDouble(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UsageException("%s must be a number but was '%s'".formatted(name, value));
        }
        throw new UsageException("%s must be more than zero but was %s".formatted(name, value));
    }
}
