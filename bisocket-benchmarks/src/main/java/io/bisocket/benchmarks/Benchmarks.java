package io.bisocket.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The command line.
 *
 * <pre>
 *   compare [options]   whole processes of several systems, in turns
 *   suite [options]     all comparisons of the documentation, or parts of them
 *   report FOLDER       tables and plots, made again of the runs in a folder
 *   jmh [args]          parts, under JMH
 *   guard [--update]    what one message allocates, against the baseline
 * </pre>
 */
public final class Benchmarks {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Benchmarks() {}

    /** Ends with 0 if all is well, 1 if something failed, 2 if the arguments make no sense. */
    public static void main(String[] args) {
        System.exit(run(Arrays.asList(args)));
    }

    static int run(List<String> args) {
        try {
            return command(args);
        } catch (UsageException e) {
            Console.error(e.getMessage());
            return MISUSED;
        } catch (Exception e) {
            Console.error(e.toString());
            return FAILED;
        }
    }

    private static int command(List<String> args) throws Exception {
        if (args.isEmpty()) {
            throw new UsageException("expected compare, suite, report, jmh or guard");
        }
        List<String> rest = args.subList(1, args.size());
        return switch (args.get(0)) {
            case "compare" -> compare(CompareOptions.parse(rest));
            case "suite" -> ended(Suite.run(rest));
            case "report" -> report(rest);
            case "jmh" -> Parts.run("org.openjdk.jmh.Main", rest);
            case "guard" -> Parts.run("io.bisocket.benchmarks.parts.Guard", rest);
            default ->
                    throw new UsageException(
                            "expected compare, suite, report, jmh or guard but was '%s'"
                                    .formatted(args.get(0)));
        };
    }

    private static int compare(CompareOptions options) throws Exception {
        List<String> failures = Comparing.run(options);
        Console.print(Report.render(options.out()));
        return ended(failures);
    }

    private static int report(List<String> args) throws Exception {
        if (args.size() != 1) {
            throw new UsageException("expected a folder");
        }
        Console.print(Report.render(Path.of(args.get(0))));
        return 0;
    }

    private static int ended(List<String> failures) {
        failures.forEach(Console::error);
        return failures.isEmpty() ? 0 : FAILED;
    }
}
