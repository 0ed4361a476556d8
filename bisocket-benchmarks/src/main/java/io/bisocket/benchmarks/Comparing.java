package io.bisocket.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Runs a comparison. For each workload all systems are started and warmed up; then they take turns,
 * one run each, in an order that rotates from round to round. Those that do not run have nothing to
 * do. A run from which the host took too much is repeated, a few times at most.
 */
final class Comparing {

    private static final int REPEATS = 5;

    private final CompareOptions options;
    private final Launcher launcher;
    private final Results results = new Results();

    private Comparing(CompareOptions options, Launcher launcher) {
        this.options = options;
        this.launcher = launcher;
    }

    static int run(CompareOptions options) throws Exception {
        try (Launcher launcher = new Launcher(options.jvmArgs())) {
            Comparing comparing = new Comparing(options, launcher);
            for (Workload workload : options.workloads()) {
                comparing.compare(workload);
            }
            Report.write(options, comparing.results);
        }
        return 0;
    }

    private void compare(Workload workload) throws IOException {
        if (workload.kind().keepsProcesses()) {
            compareRunning(workload);
        } else {
            compareFresh(workload);
        }
    }

    private void compareRunning(Workload workload) throws IOException {
        List<Contestant> contestants = new ArrayList<>();
        try {
            for (SystemUnderTest system : options.systems()) {
                Contestant contestant = Contestant.start(launcher, system, workload);
                contestants.add(contestant);
                contestant.warmUp(options.warmup());
            }
            for (int round = 0; round < options.runs(); round++) {
                for (Contestant contestant : rotated(contestants, round)) {
                    record(workload, contestant, round);
                }
            }
        } finally {
            contestants.forEach(Contestant::close);
        }
    }

    private void compareFresh(Workload workload) throws IOException {
        for (int round = 0; round < options.runs(); round++) {
            for (SystemUnderTest system : rotated(options.systems(), round)) {
                fresh(workload, system, round);
            }
        }
    }

    private void fresh(Workload workload, SystemUnderTest system, int round) throws IOException {
        Run run = null;
        for (int attempt = 0; attempt < REPEATS && (run == null || isStolen(run)); attempt++) {
            StealWatch steal = StealWatch.start();
            try (Contestant contestant = Contestant.start(launcher, system, workload)) {
                run = run(workload, contestant, round, steal);
            }
        }
        keep(run);
    }

    private void record(Workload workload, Contestant contestant, int round) throws IOException {
        Run run = run(workload, contestant, round, StealWatch.start());
        for (int repeat = 1; repeat < REPEATS && isStolen(run); repeat++) {
            run = run(workload, contestant, round, StealWatch.start());
        }
        keep(run);
    }

    private Run run(Workload workload, Contestant contestant, int round, StealWatch steal)
            throws IOException {
        var values = contestant.measure(options);
        return new Run(workload.name(), contestant.system().name(), round, steal.percent(), values);
    }

    private void keep(@Nullable Run run) {
        if (run == null || isStolen(run)) {
            Console.print("  thrown away, the host took too much: " + run);
            return;
        }
        results.add(run);
        Metric metric = Workload.named(run.workload()).kind().metrics().get(0);
        Console.print(
                String.format(
                        Locale.ROOT,
                        "  %-14s %-20s round %d: %10.2f %s (steal %.1f %%)",
                        run.workload(),
                        run.system(),
                        run.round() + 1,
                        run.values().get(metric),
                        metric.unit(),
                        run.steal()));
    }

    private boolean isStolen(Run run) {
        return run.steal() > options.stealPercent();
    }

    static <T> List<T> rotated(List<T> list, int by) {
        List<T> copy = new ArrayList<>(list);
        Collections.rotate(copy, -by);
        return copy;
    }
}
