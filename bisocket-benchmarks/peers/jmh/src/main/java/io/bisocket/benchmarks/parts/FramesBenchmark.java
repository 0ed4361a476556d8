package io.bisocket.benchmarks.parts;

import io.bisocket.internal.protocol.Data;
import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.protocol.Frame;
import io.bisocket.internal.protocol.FrameCodec;
import io.bisocket.internal.protocol.Headers;
import io.bisocket.internal.protocol.MessageKind;
import io.bisocket.internal.protocol.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
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

/** A request to the frame that carries it, and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FramesBenchmark {

    private static final int RECORD = 16_384;

    /** Bytes of payload. */
    @Param({"64", "1024"})
    public int size;

    private final ByteBuf record = Unpooled.wrappedBuffer(new byte[RECORD]);
    private final ByteBuf written = Unpooled.wrappedBuffer(new byte[RECORD]);
    private Data frame = request(0);

    private static Data request(int size) {
        DataHead head =
                new DataHead(
                        MessageKind.REQUEST, 7, 30_000, 0, "echo", Headers.NONE, 0, size, size);
        return new Data(0, head, 9, false, Slice.of(new byte[size]));
    }

    @Setup
    public void prepare() {
        frame = request(size);
        written.clear();
        FrameCodec.write(frame, written);
    }

    @Benchmark
    public int write() {
        record.clear();
        FrameCodec.write(frame, record);
        return record.writerIndex();
    }

    @Benchmark
    public Frame read() {
        written.readerIndex(0);
        return FrameCodec.read(written);
    }
}
