package io.bisocket.internal.compression;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.Compression;
import io.bisocket.Compression.Method;
import io.bisocket.internal.protocol.Algorithms;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class PackerTests {

    private static final Algorithms ALL = new Algorithms(List.of(4, 2, 1, 3));
    private static final byte[] TEXT = Payloads.text(100_000);
    private static final Unpacking UNPACKING = new Unpacking(16 * 1024 * 1024);

    @ParameterizedTest
    @CsvSource({"BZIP2, 1", "DEFLATE, 2", "LZ4, 3", "ZSTD, 4"})
    void whenTheMethodIsFixedItIsUsed(Method method, int algorithm) {
        Compression compression = new Compression(method, 1000);

        Packed packed = packer(compression, ALL).pack(TEXT, null);

        assertThat(packed.algorithm()).isEqualTo(algorithm);
        assertThat(packed.rawLength()).isEqualTo(100_000);
        assertThat(packed.bytes()).hasSizeLessThan(50_000);
        assertThat(unpack(packed)).isEqualTo(TEXT);
    }

    @Test
    void whenItIsAdaptiveTextShrinks() {
        Packed packed = packer(Compression.adaptive(), ALL).pack(TEXT, null);

        assertThat(packed.algorithm()).isEqualTo(4);
        assertThat(packed.bytes()).hasSizeLessThan(50_000);
        assertThat(unpack(packed)).isEqualTo(TEXT);
    }

    @Test
    void whenItIsOffThePayloadGoesAsItIs() {
        assertAsItIs(packer(Compression.none().from(0), ALL).pack(TEXT, null), TEXT);
    }

    @ParameterizedTest
    @EnumSource(value = Method.class, names = "NONE", mode = Mode.EXCLUDE)
    void whenThePayloadIsBelowTheThresholdItGoesAsItIs(Method method) {
        Packer packer = packer(new Compression(method, 65_536), ALL);
        byte[] below = Payloads.text(65_535);
        byte[] at = Payloads.text(65_536);

        assertAsItIs(packer.pack(below, null), below);
        assertThat(packer.pack(at, null).algorithm()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void whenThePayloadDoesNotShrinkItGoesAsItIs(Method method) {
        Packer packer = packer(new Compression(method, 0), ALL);

        for (int length : new int[] {0, 1, 5, 100, 70_000}) {
            byte[] noise = Payloads.random(length);
            assertAsItIs(packer.pack(noise, null), noise);
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void whenThePeerUnpacksNothingThePayloadGoesAsItIs(Method method) {
        assertAsItIs(packer(new Compression(method, 0), Algorithms.NONE).pack(TEXT, null), TEXT);
    }

    @ParameterizedTest
    @CsvSource({"BZIP2, 1", "DEFLATE, 2", "LZ4, 3", "ZSTD, 4"})
    void whenThePeerDoesNotUnpackTheFixedMethodThePayloadGoesAsItIs(Method method, int number) {
        List<Integer> others = new ArrayList<>(List.of(1, 2, 3, 4, 200));
        others.remove((Integer) number);
        Packer packer = packer(new Compression(method, 0), new Algorithms(others));

        assertAsItIs(packer.pack(TEXT, null), TEXT);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4"})
    void whenThePeerUnpacksOneAdaptiveUsesThatOne(int algorithm) {
        Algorithms one = new Algorithms(List.of(99, algorithm));

        assertThat(packer(Compression.adaptive(), one).pack(TEXT, null).algorithm())
                .isEqualTo(algorithm);
    }

    @Test
    void whenTheMessageSaysOtherwiseTheMessageWins() {
        Packer packer = packer(Compression.none(), ALL);
        byte[] little = Payloads.text(300);

        assertThat(packer.pack(TEXT, Compression.bzip2()).algorithm()).isEqualTo(1);
        assertThat(packer.pack(TEXT, Compression.deflate()).algorithm()).isEqualTo(2);
        assertThat(packer.pack(little, Compression.deflate().from(300)).algorithm()).isEqualTo(2);
        assertAsItIs(packer.pack(little, Compression.deflate().from(301)), little);
        assertAsItIs(packer(Compression.bzip2(), ALL).pack(TEXT, Compression.none()), TEXT);
    }

    @Test
    void whenAnyPayloadIsPackedItUnpacksToTheSame() {
        for (Method method : Method.values()) {
            Packer packer = packer(new Compression(method, 0), ALL);
            for (int seed = 0; seed < 40; seed++) {
                byte[] payload = Payloads.mixture(seed * seed * 20, seed);
                assertThat(unpack(packer.pack(payload, null))).isEqualTo(payload);
            }
        }
    }

    @Test
    void whenManyThreadsPackEachGetsItsOwn() throws Exception {
        Packer packer = packer(Compression.adaptive().from(0), ALL);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int seed = thread;
                runs.add(threads.submit(() -> packSome(packer, seed)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void packSome(Packer packer, int seed) {
        for (int i = 0; i < 50; i++) {
            byte[] payload = Payloads.mixture(1 + i * 500, seed * 1000L + i);
            assertThat(unpack(packer.pack(payload, null))).isEqualTo(payload);
        }
    }

    private static Packer packer(Compression compression, Algorithms peer) {
        return new Packer(compression, peer, LinkSpeed.UNKNOWN);
    }

    private static byte[] unpack(Packed packed) {
        return UNPACKING.unpack(packed.algorithm(), packed.rawLength(), packed.bytes());
    }

    private static void assertAsItIs(Packed packed, byte[] payload) {
        assertThat(packed.algorithm()).isZero();
        assertThat(packed.rawLength()).isEqualTo(payload.length);
        assertThat(packed.bytes()).isSameAs(payload);
    }
}
