package io.bisocket.internal.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackingTests {

    private static final int MIB = 1024 * 1024;
    private static final Unpacking UNPACKING = new Unpacking(16 * MIB);

    @Test
    void whenAskedWhatItUnpacksThePreferredComesFirst() {
        assertThat(Unpacking.algorithms().numbers()).containsExactly(4, 2, 1, 3);
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void whenPackedItUnpacksToTheSame(Preset preset) {
        for (int length : new int[] {0, 1, 12, 13, 17, 100, 65_535, 65_536, 65_537, 300_000}) {
            assertRoundTrip(preset, new byte[length]);
            assertRoundTrip(preset, Payloads.text(length));
            assertRoundTrip(preset, Payloads.random(length));
        }
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void whenRunsCopiesAndNoiseAreMixedItUnpacksToTheSame(Preset preset) {
        Random random = new Random(11);
        for (int seed = 0; seed < 60; seed++) {
            assertRoundTrip(preset, Payloads.mixture(random.nextInt(40_000), seed));
        }
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void whenLargeItUnpacksToTheSame(Preset preset) {
        assertRoundTrip(preset, Payloads.mixture(5 * MIB, 5));
    }

    @Test
    void whenNotPackedTheSameArrayComesBack() {
        byte[] bytes = Payloads.random(10);

        assertThat(UNPACKING.unpack(0, 10, bytes)).isSameAs(bytes);
        assertRefused(() -> UNPACKING.unpack(0, 9, bytes))
                .hasMessage("expected a plain payload of 9 bytes but there were more");
        assertRefused(() -> UNPACKING.unpack(0, 11, bytes))
                .hasMessage("expected a plain payload of 11 bytes but there were 10");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 255, -1})
    void whenAlgorithmIsUnknownItIsRefused(int algorithm) {
        assertRefused(() -> UNPACKING.unpack(algorithm, 10, new byte[10]))
                .hasMessage(
                        "expected a payload packed with one of the algorithms [4, 2, 1, 3] but it"
                                + " was %d",
                        algorithm);
    }

    @Test
    void whenMoreThanTheLimitIsDeclaredItIsRefused() {
        Unpacking unpacking = new Unpacking(1000);
        byte[] exact = new byte[1000];

        assertThat(unpacking.unpack(2, 1000, Preset.DEFLATE.pack(exact))).isEqualTo(exact);
        assertRefused(() -> unpacking.unpack(2, 1001, Preset.DEFLATE.pack(new byte[1001])))
                .hasMessage(
                        "a payload that unpacks to 1,001 bytes is over the limit of 1,000 bytes"
                                + " (max-message-size)");
        assertRefused(() -> unpacking.unpack(0, 1001, new byte[1001]))
                .hasMessageContaining("(max-message-size)");
        assertRefused(() -> unpacking.unpack(2, -1, exact))
                .hasMessageContaining("unpacks to 4,294,967,295 bytes is over the limit");
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void whenItYieldsLessThanDeclaredItIsRefused(Algorithm algorithm) {
        byte[] packed = pack(algorithm, Payloads.text(500));

        assertRefused(() -> UNPACKING.unpack(algorithm.number(), 501, packed))
                .hasMessage(
                        "expected a %s payload of 501 bytes but there were 500"
                                .formatted(algorithm));
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void whenItYieldsMoreThanDeclaredItIsRefused(Algorithm algorithm) {
        byte[] packed = pack(algorithm, Payloads.text(500));

        for (int declared : new int[] {0, 1, 250, 499}) {
            assertRefused(() -> UNPACKING.unpack(algorithm.number(), declared, packed))
                    .hasMessageContaining("expected a %s payload".formatted(algorithm))
                    .hasMessageContaining("more");
        }
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void whenTruncatedAtAnyByteItIsRefused(Algorithm algorithm) {
        byte[] packed = pack(algorithm, Payloads.text(400));

        for (int length = 0; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertRefused(() -> UNPACKING.unpack(algorithm.number(), 400, cut))
                    .hasMessageStartingWith("expected a %s payload".formatted(algorithm));
        }
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void whenAnyBitIsFlippedItYieldsTheSameOrIsRefused(Algorithm algorithm) {
        byte[] raw = Payloads.text(200);
        byte[] packed = pack(algorithm, raw);

        for (int bit = 0; bit < packed.length * 8; bit++) {
            byte[] broken = packed.clone();
            broken[bit / 8] ^= (byte) (1 << (bit % 8));
            assertSameOrRefused(algorithm, raw, broken);
        }
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void whenItIsGarbageItIsRefused(Algorithm algorithm) {
        byte[] start = Arrays.copyOf(pack(algorithm, Payloads.text(400)), 12);
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            byte[] garbage = new byte[12 + random.nextInt(200)];
            random.nextBytes(garbage);
            System.arraycopy(start, 0, garbage, 0, random.nextInt(13));

            assertRefused(() -> UNPACKING.unpack(algorithm.number(), 400, garbage));
        }
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void whenBytesFollowItIsRefused(Algorithm algorithm) {
        byte[] packed = pack(algorithm, Payloads.text(300));

        for (int more : new int[] {1, 2, 8, 511, 512, 513, 9000}) {
            byte[] longer = Arrays.copyOf(packed, packed.length + more);
            assertRefused(() -> UNPACKING.unpack(algorithm.number(), 300, longer))
                    .hasMessageContaining("is damaged: ");
        }
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void whenASecondStreamFollowsItIsRefused(Algorithm algorithm) {
        byte[] one = pack(algorithm, Payloads.text(300));
        byte[] nothing = pack(algorithm, new byte[0]);

        assertRefused(() -> unpack(algorithm, 600, Payloads.concat(one, one)));
        assertRefused(() -> unpack(algorithm, 300, Payloads.concat(one, one)));
        assertRefused(() -> unpack(algorithm, 300, Payloads.concat(one, nothing)));
        assertRefused(() -> unpack(algorithm, 300, Payloads.concat(nothing, one)));
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void whenABombIsUnpackedItStopsAtTheDeclaredLength(Algorithm algorithm) {
        byte[] bomb = pack(algorithm, new byte[16 * MIB]);
        assertThat(bomb.length).isLessThan(70_000);
        assertRefused(() -> unpack(algorithm, 100_000, bomb));

        long allocated = allocatedBy(() -> assertRefused(() -> unpack(algorithm, 100_000, bomb)));

        assertThat(allocated).isLessThan(4 * MIB);
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void whenMuchIsDeclaredAndLittleIsThereLittleIsAllocated(Algorithm algorithm) {
        Unpacking generous = new Unpacking(Integer.MAX_VALUE);
        byte[] little = pack(algorithm, Payloads.text(1000));
        ThrowingCallable unpack =
                () -> generous.unpack(algorithm.number(), Integer.MAX_VALUE, little);
        assertRefused(unpack).hasMessageEndingWith("there were 1,000");

        assertThat(allocatedBy(() -> assertRefused(unpack))).isLessThan(6 * MIB);
    }

    private static void assertSameOrRefused(Algorithm algorithm, byte[] raw, byte[] broken) {
        Throwable thrown =
                catchThrowableOfType(
                        Throwable.class,
                        () ->
                                assertThat(UNPACKING.unpack(algorithm.number(), raw.length, broken))
                                        .isEqualTo(raw));
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(BiSocketException.class);
        }
    }

    private static AbstractThrowableAssert<?, BiSocketException> assertRefused(
            ThrowingCallable unpacking) {
        BiSocketException refusal = catchThrowableOfType(BiSocketException.class, unpacking);
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.BAD_PAYLOAD);
        return assertThat(refusal);
    }

    private static void assertRoundTrip(Preset preset, byte[] raw) {
        byte[] packed = preset.pack(raw);
        assertThat(unpack(preset.algorithm(), raw.length, packed)).isEqualTo(raw);
    }

    private static byte[] unpack(Algorithm algorithm, int rawLength, byte[] packed) {
        return UNPACKING.unpack(algorithm.number(), rawLength, packed);
    }

    private static byte[] pack(Algorithm algorithm, byte[] raw) {
        try {
            return algorithm.codec().pack(raw, 5);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long allocatedBy(Runnable task) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        task.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
