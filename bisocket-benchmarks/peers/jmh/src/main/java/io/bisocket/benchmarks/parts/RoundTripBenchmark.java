package io.bisocket.benchmarks.parts;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Many requests at once through client, session, dispatch and handler in one process: what dispatch
 * costs shows between {@code core} and {@code workers}, and what Spring costs between {@code core}
 * and {@code spring}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RoundTripBenchmark {

    private static final int IN_FLIGHT = 128;

    @Param({"core", "workers", "spring", "python"})
    public String route = "core";

    /** Bytes of payload. */
    @Param({"64", "1024"})
    public int size;

    private Pair pair = new NoPair();
    private byte[] payload = {};

    @Setup
    public void connect() {
        pair = Pair.of(route);
        payload = new byte[size];
    }

    @TearDown
    public void close() {
        pair.close();
    }

    @Benchmark
    @OperationsPerInvocation(IN_FLIGHT)
    public void request() {
        pair.echo(payload, IN_FLIGHT);
    }
}
