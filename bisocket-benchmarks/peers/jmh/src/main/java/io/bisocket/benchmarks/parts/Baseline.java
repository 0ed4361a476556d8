package io.bisocket.benchmarks.parts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What round trips allocated when the baseline was written, in bytes; a line for each, such as
 * {@code 17.core.64=1850} for Java 17. Other versions of Java allocate otherwise.
 *
 * @param bytes by name
 */
record Baseline(SortedMap<String, Long> bytes) {

    private static final String COMMENT = "#";

    static Baseline read(Path file) throws IOException {
        SortedMap<String, Long> bytes = new TreeMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                int equals = line.indexOf('=');
                if (!line.startsWith(COMMENT) && equals > 0) {
                    bytes.put(
                            line.substring(0, equals), Long.parseLong(line.substring(equals + 1)));
                }
            }
        }
        return new Baseline(bytes);
    }

    /** The same with these in place of what they are called. */
    Baseline with(Map<String, Long> measured) {
        SortedMap<String, Long> all = new TreeMap<>(bytes);
        all.putAll(measured);
        return new Baseline(all);
    }

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# Bytes allocated for each round trip, both ends together. Written by");
        lines.add("#   java -jar bisocket-benchmarks/target/benchmarks.jar guard --update");
        bytes.forEach((name, value) -> lines.add(name + "=" + value));
        Files.write(file, lines, StandardCharsets.UTF_8);
    }

    /**
     * What is worse than the baseline by more than the tolerance, or unknown to it.
     *
     * @param tolerance a share, such as 0.1
     */
    List<String> complaints(Map<String, Long> measured, double tolerance) {
        List<String> complaints = new ArrayList<>();
        measured.forEach(
                (name, now) -> {
                    Long before = bytes.get(name);
                    if (before == null) {
                        complaints.add("%s has no baseline; see --update".formatted(name));
                    } else if (now > before * (1 + tolerance)) {
                        complaints.add(
                                "%s allocates %d bytes for each message but at most %d are allowed"
                                        .formatted(name, now, (long) (before * (1 + tolerance))));
                    }
                });
        return complaints;
    }
}
