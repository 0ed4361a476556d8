package io.bisocket.benchmarks.parts;

import io.bisocket.Compression;
import io.bisocket.internal.compression.LinkMeter;
import io.bisocket.internal.compression.Packed;
import io.bisocket.internal.compression.Packer;
import io.bisocket.internal.compression.Unpacking;
import java.nio.charset.StandardCharsets;
import java.util.Random;
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

/** A payload packed, and unpacked. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CompressionBenchmark {

    /** Bytes of JSON lines, or of noise. */
    @Param({"65536", "1048576"})
    public int size;

    @Param({"json", "noise"})
    public String content = "json";

    @Param({"bzip2", "deflate", "lz4", "zstd", "adaptive"})
    public String method = "deflate";

    private byte[] payload = {};
    private Packer packer = packer("none");
    private Packed packed = packer.pack(payload, null);
    private Unpacking unpacking = new Unpacking(0);

    private static Packer packer(String method) {
        return new Packer(Compression.parse(method), Unpacking.algorithms(), new LinkMeter());
    }

    @Setup
    public void prepare() {
        payload = content.equals("json") ? json(size) : noise(size);
        packer = packer(method);
        packed = packer.pack(payload, null);
        unpacking = new Unpacking(size);
    }

    @Benchmark
    public Packed pack() {
        return packer.pack(payload, null);
    }

    @Benchmark
    public byte[] unpack() {
        return unpacking.unpack(packed.algorithm(), packed.rawLength(), packed.bytes());
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static byte[] json(int size) {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder(size + 100);
        while (text.length() < size) {
            text.append(
                    "{\"id\":%d,\"item\":\"part-%d\",\"price\":%.2f}%n"
                            .formatted(
                                    random.nextInt(),
                                    random.nextInt(500),
                                    100 * random.nextDouble()));
        }
        text.setLength(size);
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
