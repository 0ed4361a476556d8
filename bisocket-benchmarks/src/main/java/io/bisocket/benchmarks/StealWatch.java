package io.bisocket.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What the host of a virtual machine takes of the processors' time, from {@code /proc/stat}. */
final class StealWatch {

    private static final Path STAT = Path.of("/proc/stat");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int COLUMNS = 8;
    private static final int STEAL = 7;

    private final Path file;
    private final long[] before;

    private StealWatch(Path file) throws IOException {
        this.file = file;
        this.before = read(file);
    }

    /** Watches from now on; sees nothing where the system does not tell. */
    static StealWatch start() throws IOException {
        return start(STAT);
    }

    static StealWatch start(Path file) throws IOException {
        return new StealWatch(file);
    }

    /** The share since then, in percent. */
    double percent() throws IOException {
        long[] now = read(file);
        long all = LongStream.of(now).sum() - LongStream.of(before).sum();
        return all <= 0 ? 0 : 100.0 * (now[STEAL] - before[STEAL]) / all;
    }

    private static long[] read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            return new long[COLUMNS];
        }
        try (Stream<String> lines = Files.lines(file)) {
            String first = lines.findFirst().orElse("");
            long[] ticks =
                    SPACES.splitAsStream(first)
                            .skip(1)
                            .limit(COLUMNS)
                            .mapToLong(Long::parseLong)
                            .toArray();
            return Arrays.copyOf(ticks, COLUMNS);
        }
    }
}
