package io.bisocket.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * All comparisons of the documentation, or some of them; what the others gave stays in the folder,
 * and one table is made of all.
 */
final class Suite {

    private static final String LOADS = "throughput-64,throughput-1k,clients-16,bulk-1m";
    private static final Pattern SPACE = Pattern.compile(" ");
    private static final int MINUTE = 60;

    /** What is compared in each, as options of {@code compare}. */
    static final Map<String, String> PARTS = parts();

    private Suite() {}

    private static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        String main = "--systems bisocket,netty-tls-jdk,rsocket-tls --workloads ";
        parts.put("main", main + "latency," + LOADS + " --seconds 3 --warmup 20");
        parts.put("connections", main + "idle-5000,start --runs 3");
        parts.put("first-messages", main + "ramp-1m --runs 3");
        parts.put(
                "native",
                "--systems bisocket,netty-tls-boringssl,netty-raw --workloads "
                        + LOADS
                        + " --runs 3 --seconds 3 --warmup 20");
        parts.put(
                "spinning",
                "--systems bisocket-spinning,bisocket,netty-raw,rsocket-tls --workloads latency"
                        + " --runs 3 --seconds 2 --warmup 15");
        parts.put(
                "spring",
                "--systems bisocket-spring,bisocket,rsocket-spring-tls --workloads latency,"
                        + LOADS
                        + " --runs 3 --seconds 3 --warmup 20");
        parts.put(
                "grpc",
                "--systems bisocket,grpc-tls,grpc-stream-tls --workloads throughput-1k,bulk-1m"
                        + " --runs 3 --seconds 3 --warmup 12");
        parts.put(
                "python",
                "--systems bisocket-python,python-clients,python --workloads latency,throughput-64"
                        + " --runs 3 --seconds 2 --warmup 10");
        parts.put(
                "compression",
                "--systems bisocket-compressing,bisocket --workloads bulk-1m --runs 10 --starts 5"
                        + " --seconds 3 --warmup 12");
        parts.put(
                "flatness",
                "--systems bisocket,netty-tls-jdk --workloads paced-1,paced-1000,paced-1-idle-5000"
                        + " --runs 3 --seconds 5 --warmup 60");
        return parts;
    }

    /** Runs {@code --parts a,b}, all if there is none, into {@code --out}. Returns what failed. */
    static List<String> run(List<String> args) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>(PARTS.keySet());
        Path out = Path.of("docs/performance/java-" + Runtime.version().feature());
        for (int i = 0; i + 1 < args.size(); i += 2) {
            switch (args.get(i)) {
                case "--parts" -> names = List.of(args.get(i + 1).split(",", -1));
                case "--out" -> out = Path.of(args.get(i + 1));
                default -> throw misused();
            }
        }
        if (args.size() % 2 != 0 || !PARTS.keySet().containsAll(names)) {
            throw misused();
        }
        return run(names, out);
    }

    private static List<String> run(List<String> names, Path out)
            throws IOException, InterruptedException {
        List<CompareOptions> parts = names.stream().map(name -> options(name, out)).toList();
        double minutes = parts.stream().mapToDouble(CompareOptions::estimate).sum() / MINUTE;
        Console.print("about %.0f minutes in all, unless runs are repeated".formatted(minutes));
        List<String> failures = new ArrayList<>();
        for (CompareOptions part : parts) {
            failures.addAll(Comparing.run(part));
        }
        Console.print(Report.render(out));
        return failures;
    }

    static CompareOptions options(String part, Path out) {
        return CompareOptions.parse(SPACE.splitAsStream(PARTS.getOrDefault(part, "")).toList())
                .into(out.resolve(part));
    }

    private static UsageException misused() {
        return new UsageException(
                "expected --out FOLDER and --parts of %s".formatted(PARTS.keySet()));
    }
}
