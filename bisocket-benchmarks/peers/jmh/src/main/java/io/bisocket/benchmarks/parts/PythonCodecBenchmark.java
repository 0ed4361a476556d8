package io.bisocket.benchmarks.parts;

import io.bisocket.Encryption;
import io.bisocket.internal.python.PythonCodec;
import io.bisocket.internal.python.PythonCodecs;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A body in the Python format's modes. What was decoded once is a replay: so both ways at once. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PythonCodecBenchmark {

    /** Bytes of the plain body. */
    @Param({"64", "1024"})
    public int size;

    @Param({"SECURE", "FASTER", "OFF"})
    public Encryption mode = Encryption.FASTER;

    private byte[] plain = {};
    private PythonCodec sender = PythonCodecs.of(Encryption.OFF, null);
    private PythonCodec receiver = sender;

    @Setup
    public void prepare() {
        plain = new byte[size];
        byte[] key = new byte[PythonCodecs.KEY_LENGTH];
        sender = PythonCodecs.of(mode, key);
        receiver = PythonCodecs.of(mode, key);
    }

    @Benchmark
    public byte[] encode() {
        return sender.encode(plain);
    }

    @Benchmark
    public byte[] encodeAndDecode() {
        return receiver.decode(sender.encode(plain));
    }
}
