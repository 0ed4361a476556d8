package io.bisocket.benchmarks;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The two processes of one system for one workload. */
final class Contestant implements AutoCloseable {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MEGABYTE = 1e6;
    private static final double CPU_MESSAGES = 100_000;
    private static final int KIB = 1024;
    static final double RAMP_SECONDS = 10;

    private final SystemUnderTest system;
    private final Workload workload;
    private final Child server;
    private final Child clients;
    private final long startNanos;

    private Contestant(
            SystemUnderTest system,
            Workload workload,
            Child server,
            Child clients,
            long startNanos) {
        this.system = system;
        this.workload = workload;
        this.server = server;
        this.clients = clients;
        this.startNanos = startNanos;
    }

    static Contestant start(Launcher launcher, SystemUnderTest system, Workload workload)
            throws IOException {
        long start = System.nanoTime();
        Child server = launcher.server(system);
        Child clients = null;
        try {
            clients = launcher.clients(system, number(server.answer(), "port"), workload);
            clients.answer();
            return new Contestant(system, workload, server, clients, System.nanoTime() - start);
        } catch (IOException | RuntimeException e) {
            server.close();
            if (clients != null) {
                clients.close();
            }
            throw e;
        }
    }

    SystemUnderTest system() {
        return system;
    }

    /** Connects who is only there, and loads the system for a while, for nothing. */
    void warmUp(double seconds) throws IOException {
        if (workload.idle() > 0) {
            clients.ask("connect " + workload.idle());
        }
        clients.ask("run " + millis(seconds));
    }

    /** Measures what its workload is about. */
    Map<Metric, Double> measure(CompareOptions options) throws IOException {
        return switch (workload.kind()) {
            case IDLE -> idle(workload.idle());
            case START -> Map.of(Metric.START, startNanos / MEGABYTE);
            case RAMP -> ramp();
            case PACED -> load("pace ", options.seconds());
            default -> load("run ", options.seconds());
        };
    }

    private Map<Metric, Double> load(String command, double seconds) throws IOException {
        double serverBefore = cpuSeconds(server);
        double clientsBefore = cpuSeconds(clients);
        Map<String, Long> result = clients.ask(command + millis(seconds));
        double serverCpu = cpuSeconds(server) - serverBefore;
        double cpu = serverCpu + cpuSeconds(clients) - clientsBefore;
        double messages = number(result, "messages");
        double took = number(result, "took") / NANOS_PER_SECOND;
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.RATE, messages / took / 1000);
        values.put(Metric.MEGABYTES, messages * workload.size() / took / MEGABYTE);
        values.put(Metric.MEDIAN, number(result, "median") / 1000.0);
        values.put(Metric.P99, number(result, "p99") / 1000.0);
        values.put(Metric.CPU, cpu / messages * CPU_MESSAGES);
        values.put(Metric.SERVER_CPU, serverCpu / messages * CPU_MESSAGES);
        return values;
    }

    private Map<Metric, Double> ramp() throws IOException {
        Map<String, Long> result = clients.ask("ramp " + millis(RAMP_SECONDS));
        return Map.of(
                Metric.REACHED,
                number(result, "reached") / MEGABYTE,
                Metric.MEGABYTES,
                number(result, "steady") / MEGABYTE * workload.size() / MEGABYTE);
    }

    private Map<Metric, Double> idle(int count) throws IOException {
        double before = number(server.ask("memory"), "bytes");
        double took = number(clients.ask("connect " + count), "took") / NANOS_PER_SECOND;
        double after = number(server.ask("memory"), "bytes");
        return Map.of(
                Metric.IDLE_MEMORY, (after - before) / count / KIB, Metric.CONNECTS, count / took);
    }

    private static double cpuSeconds(Child process) {
        return process.cpu().toNanos() / NANOS_PER_SECOND;
    }

    private static long millis(double seconds) {
        return Math.round(1000 * seconds);
    }

    private static long number(Map<String, Long> answer, String name) {
        return Objects.requireNonNull(answer.get(name), name);
    }

    @Override
    public void close() {
        clients.close();
        server.close();
    }
}
