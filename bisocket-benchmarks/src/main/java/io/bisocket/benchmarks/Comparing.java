package io.bisocket.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Runs a comparison. For each workload all systems are started and warmed up; then they take turns,
 * one run each, in an order that rotates from round to round. Those that do not run have nothing to
 * do. With several starts that is done so often, each time with its share of the rounds. A run from
 * which the host took too much is repeated, a few times at most.
 */
final class Comparing {

    private static final int REPEATS = 5;
    private static final int MINUTE = 60;

    private final CompareOptions options;
    private final Launcher launcher;
    private final Results results;
    private final List<String> failures = new ArrayList<>();

    private Comparing(CompareOptions options, Launcher launcher) throws IOException {
        this.options = options;
        this.launcher = launcher;
        this.results = Report.read(options.out());
    }

    /**
     * Measures, and writes the report after each workload.
     *
     * @return what failed
     */
    static List<String> run(CompareOptions options) throws IOException, InterruptedException {
        Console.print(
                "%s: about %.0f minutes".formatted(options.out(), options.estimate() / MINUTE));
        try (Launcher launcher = new Launcher(options.jvmArgs())) {
            Comparing comparing = new Comparing(options, launcher);
            for (Workload workload : options.workloads()) {
                comparing.results.forget(workload.name());
                comparing.compare(workload);
                Report.write(options.out(), comparing.results);
            }
            return comparing.failures;
        }
    }

    private void compare(Workload workload) throws IOException {
        if (workload.kind().keepsProcesses()) {
            for (int start = 0; start < options.starts(); start++) {
                compareRunning(workload, roundsUntil(start), roundsUntil(start + 1));
            }
        } else {
            compareFresh(workload);
        }
    }

    /** How many rounds there are before a start: all have as many, or one more. */
    private int roundsUntil(int start) {
        return options.runs() * start / options.starts();
    }

    private void compareRunning(Workload workload, int from, int to) throws IOException {
        List<Contestant> contestants = new ArrayList<>();
        try {
            for (SystemUnderTest system : options.systems()) {
                attempt(workload, system, () -> contestants.add(warm(workload, system)));
            }
            for (int round = from; round < to; round++) {
                for (Contestant contestant : rotated(contestants, round)) {
                    int now = round;
                    attempt(workload, contestant.system(), () -> record(workload, contestant, now));
                }
            }
        } finally {
            contestants.forEach(Contestant::close);
        }
    }

    private Contestant warm(Workload workload, SystemUnderTest system) throws IOException {
        Contestant contestant = Contestant.start(launcher, system, workload);
        try {
            contestant.warmUp(system.warmup(options.warmup()));
            return contestant;
        } catch (IOException | RuntimeException e) {
            contestant.close();
            throw e;
        }
    }

    /** A system that fails stops no other. */
    private void attempt(Workload workload, SystemUnderTest system, Step step) {
        try {
            step.run();
        } catch (IOException e) {
            String failure = "%s of %s failed".formatted(workload.name(), system.name());
            failures.add(failure);
            Console.error(failure + ": " + e.getMessage());
        }
    }

    private void compareFresh(Workload workload) throws IOException {
        for (int round = 0; round < options.runs(); round++) {
            for (SystemUnderTest system : rotated(options.systems(), round)) {
                int now = round;
                attempt(workload, system, () -> fresh(workload, system, now));
            }
        }
    }

    private void fresh(Workload workload, SystemUnderTest system, int round) throws IOException {
        boolean counts = false;
        for (int attempt = 0; attempt < REPEATS && !counts; attempt++) {
            StealWatch steal = StealWatch.start();
            try (Contestant contestant = Contestant.start(launcher, system, workload)) {
                counts = keep(run(workload, contestant, round, steal));
            }
        }
    }

    private void record(Workload workload, Contestant contestant, int round) throws IOException {
        boolean counts = false;
        for (int attempt = 0; attempt < REPEATS && !counts; attempt++) {
            counts = keep(run(workload, contestant, round, StealWatch.start()));
        }
    }

    private Run run(Workload workload, Contestant contestant, int round, StealWatch steal)
            throws IOException {
        var values = contestant.measure(options);
        double stolen = steal.percent();
        SystemUnderTest system = contestant.system();
        return new Run(
                workload.name(),
                system.name(),
                Conditions.here(system.warmup(options.warmup()), options.seconds()),
                round,
                stolen,
                stolen <= options.stealPercent(),
                values);
    }

    /** Returns whether the run counts. */
    private boolean keep(Run run) {
        results.add(run);
        Metric metric = Workload.named(run.workload()).kind().metrics().get(0);
        Console.print(
                String.format(
                        Locale.ROOT,
                        "  %-14s %-20s round %d: %10.2f %s (steal %.1f %%%s)",
                        run.workload(),
                        run.system(),
                        run.round() + 1,
                        run.values().get(metric),
                        metric.unit(),
                        run.steal(),
                        run.counts() ? "" : ", thrown away"));
        return run.counts();
    }

    static <T> List<T> rotated(List<T> list, int by) {
        List<T> copy = new ArrayList<>(list);
        Collections.rotate(copy, -by);
        return copy;
    }

    /** A part of the work that may fail. */
    private interface Step {

        void run() throws IOException;
    }
}
