package io.bisocket.benchmarks;

import java.util.Locale;

/**
 * Under what a run was made. Its texts have no commas.
 *
 * @param java the version that runs both processes
 * @param machine what they run on
 * @param warmup how long, in seconds, a system was loaded before its first run
 * @param seconds how long a run was to take
 */
record Conditions(String java, String machine, double warmup, double seconds) {

    /** Those of this process. */
    static Conditions here(double warmup, double seconds) {
        return new Conditions(
                Runtime.version().toString().replace(',', ' '),
                String.format(
                        Locale.ROOT,
                        "%s %s with %d processors",
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.getRuntime().availableProcessors()),
                warmup,
                seconds);
    }
}
