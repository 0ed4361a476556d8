package io.bisocket.benchmarks.parts;

import io.bisocket.BiSocketMetrics;
import io.bisocket.PayloadCodec;
import io.bisocket.internal.dispatch.Dispatcher;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request from its arrival to its reply, with no network and no change of threads: which handler
 * it is for, and that handler, which echoes bytes or a record that is sent as JSON. What Spring
 * adds shows between the first two and the other two.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DispatchBenchmark {

    private static final byte[] JSON =
            "{\"item\":\"pencil\",\"count\":3}".getBytes(StandardCharsets.UTF_8);

    private final EchoHandlers handlers = EchoHandlers.start();
    private final Dispatcher dispatcher =
            new Dispatcher(
                    handlers.all(),
                    PayloadCodec.json(JsonMapper.shared()),
                    Runnable::run,
                    false,
                    BiSocketMetrics.none());

    @TearDown
    public void close() {
        handlers.close();
    }

    @Benchmark
    public Object coreBytes() {
        return handled(EchoHandlers.CORE_BYTES);
    }

    @Benchmark
    public Object coreJson() {
        return handled(EchoHandlers.CORE_JSON);
    }

    @Benchmark
    public Object springBytes() {
        return handled(EchoHandlers.SPRING_BYTES);
    }

    @Benchmark
    public Object springJson() {
        return handled(EchoHandlers.SPRING_JSON);
    }

    private Object handled(String method) {
        OneCall call = new OneCall(method, JSON);
        dispatcher.handle(dispatcher.request(call, OneCall.CALLER));
        return call.reply();
    }
}
