package io.bisocket.benchmarks.parts;

import io.bisocket.internal.crypto.NoiseHandshake;
import io.bisocket.internal.crypto.RecordFormat;
import io.bisocket.internal.crypto.SecretBytes;
import io.bisocket.internal.crypto.SecureChannel;
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

/** Sealing a record, and opening it again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordsBenchmark {

    /** Bytes of plaintext in a record. */
    @Param({"64", "1024", "16384"})
    public int size;

    private final SecureChannel client;
    private final SecureChannel server;
    private byte[] plaintext = {};
    private byte[] sealed = {};
    private byte[] opened = {};

    public RecordsBenchmark() {
        SecretBytes psk = SecretBytes.copyOf(new byte[NoiseHandshake.PSK_LENGTH]);
        NoiseHandshake initiator = NoiseHandshake.initiator(psk, new byte[0]);
        NoiseHandshake responder = NoiseHandshake.responder(psk, new byte[0]);
        responder.readMessage(initiator.writeMessage(new byte[0]));
        initiator.readMessage(responder.writeMessage(new byte[0]));
        client = initiator.split();
        server = responder.split();
    }

    @Setup
    public void prepare() {
        plaintext = new byte[size];
        sealed = new byte[size + RecordFormat.OVERHEAD];
        opened = new byte[size];
    }

    @Benchmark
    public int seal() {
        return client.sealer().seal(plaintext, 0, size, sealed, 0);
    }

    @Benchmark
    public int sealAndOpen() {
        int length = client.sealer().seal(plaintext, 0, size, sealed, 0);
        int header = RecordFormat.HEADER_LENGTH;
        return server.opener().open(sealed, header, length - header, opened, 0);
    }
}
