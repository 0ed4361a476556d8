package io.bisocket.benchmarks.parts;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells whether a round trip allocates more than it did.
 *
 * <pre>
 *   guard                  compares with bisocket-benchmarks/allocations.properties
 *   guard --update         writes that
 *   guard --baseline FILE  another file
 * </pre>
 *
 * Ends with 0 if all is well, 1 if something is worse by more than a tenth or has no baseline.
 */
public final class Guard {

    private static final double TOLERANCE = 0.10;
    private static final String FILE = "bisocket-benchmarks/allocations.properties";
    private static final List<Integer> SIZES = List.of(64, 1024, 65_536);
    private static final List<String> ROUTES = List.of("core", "workers", "spring", "python");

    private Guard() {}

    public static void main(String[] args) throws Exception {
        List<String> given = Arrays.asList(args);
        int named = given.indexOf("--baseline");
        Path file = Path.of(named < 0 ? FILE : given.get(named + 1));
        Map<String, Long> measured = measure();
        Baseline baseline = Baseline.read(file);
        if (given.contains("--update")) {
            baseline.with(measured).write(file);
            System.exit(0);
        }
        List<String> complaints = baseline.complaints(measured, TOLERANCE);
        complaints.forEach(System.out::println);
        System.exit(complaints.isEmpty() ? 0 : 1);
    }

    private static Map<String, Long> measure() {
        Map<String, Long> measured = new TreeMap<>();
        for (String route : ROUTES) {
            for (int size : SIZES) {
                String name = "%d.%s.%d".formatted(Runtime.version().feature(), route, size);
                measured.put(name, Allocations.perMessage(route, size));
                System.out.printf("%s: %d bytes for each message%n", name, measured.get(name));
            }
        }
        return measured;
    }
}
