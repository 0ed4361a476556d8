package io.bisocket.internal.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bisocket.internal.compression.Bzip2Exception.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Bzip2Tests {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 100, 99_999, 100_000, 100_001, 450_000, 1_000_000})
    void whenCompressedItDecompressesWithinItsOwnLength(int length) {
        byte[] data = random(length);

        byte[] body = Bzip2.compress(data);

        assertThat(Bzip2.decompress(body, length)).isEqualTo(data);
        if (length > 0) {
            assertRefused(body, length - 1, Reason.TOO_LARGE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 79_999, 80_000, 99_999, 100_000, 240_000, 900_000})
    void whenRunsLengthenTheBlockItStillDecompressesWithinItsOwnLength(int length)
            throws IOException {
        byte[] runsOfFour = new byte[length];
        for (int i = 0; i < length; i++) {
            runsOfFour[i] = (byte) (i / 4);
        }

        assertThat(Bzip2.decompress(compress(runsOfFour, 9), length)).isEqualTo(runsOfFour);
        assertThat(Bzip2.decompress(Bzip2.compress(runsOfFour), length)).isEqualTo(runsOfFour);
    }

    @Test
    void whenDataIsShortTheBlocksAreSmall() {
        assertThat(Bzip2.compress(new byte[0])).startsWith('B', 'Z', 'h', '1');
        assertThat(Bzip2.compress(random(100_000))).startsWith('B', 'Z', 'h', '1');
        assertThat(Bzip2.compress(random(100_001))).startsWith('B', 'Z', 'h', '2');
        assertThat(Bzip2.compress(random(800_001))).startsWith('B', 'Z', 'h', '9');
    }

    @Test
    void whenBombItIsRefusedAtTheLimit() throws IOException {
        byte[] bomb = compress(new byte[20_000_000], 9);

        assertThat(bomb.length).isLessThan(10_000);
        assertRefused(bomb, bomb.length, Reason.TOO_LARGE);
        assertThatExceptionOfType(Bzip2Exception.class)
                .isThrownBy(() -> Bzip2.decompress(bomb, 1_000_000))
                .withMessage(
                        "expected at most 1000000 bytes but a bzip2 stream of %d bytes yields more",
                        bomb.length);
    }

    @Test
    void whenOneBlockHoldsMoreThanTheLimitCanNeedItIsRefused() throws IOException {
        byte[] sawtooth = new byte[800_000];
        for (int i = 0; i < sawtooth.length; i++) {
            sawtooth[i] = (byte) (i % 2);
        }
        byte[] bomb = compress(sawtooth, 9);

        assertThat(bomb.length).isLessThan(200);
        assertRefused(bomb, bomb.length, Reason.TOO_LARGE);
    }

    @Test
    void whenMaximumIsTheLargestIntItDoesNotOverflow() {
        byte[] data = random(10);

        assertThat(Bzip2.decompress(Bzip2.compress(data), Integer.MAX_VALUE)).isEqualTo(data);
    }

    @Test
    void whenSecondStreamFollowsItIsRefused() {
        byte[] one = Bzip2.compress(random(50));

        assertRefused(concat(one, one), 1000, Reason.TRAILING_BYTES);
    }

    @Test
    void whenOneByteFollowsItIsRefused() {
        byte[] one = Bzip2.compress(random(50));

        assertThatExceptionOfType(Bzip2Exception.class)
                .isThrownBy(() -> Bzip2.decompress(concat(one, new byte[1]), 1000))
                .withMessage(
                        "expected nothing after the end of the bzip2 stream but there were 1"
                                + " bytes");
    }

    @Test
    void whenTruncatedAtAnyByteItIsRefused() {
        byte[] body = Bzip2.compress(random(300));

        for (int length = 0; length < body.length; length++) {
            assertRefused(Arrays.copyOf(body, length), 1000, Reason.CORRUPT);
        }
    }

    @Test
    void whenAnyBitIsFlippedItYieldsTheSameOrIsRefused() {
        byte[] data = random(120);
        byte[] body = Bzip2.compress(data);

        for (int bit = 0; bit < body.length * 8; bit++) {
            byte[] broken = body.clone();
            broken[bit / 8] ^= (byte) (1 << (bit % 8));
            Throwable thrown =
                    catchThrowableOfType(
                            Throwable.class,
                            () ->
                                    assertThat(Bzip2.decompress(broken, data.length))
                                            .isEqualTo(data));
            if (thrown != null) {
                assertThat(thrown).as("bit %d", bit).isInstanceOf(Bzip2Exception.class);
            }
        }
    }

    @Test
    void whenGarbageFollowsTheHeaderItIsRefused() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            byte[] garbage = new byte[10 + random.nextInt(200)];
            random.nextBytes(garbage);
            byte[] header = {'B', 'Z', 'h', '9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59};
            System.arraycopy(header, 0, garbage, 0, header.length);

            assertThatExceptionOfType(Bzip2Exception.class)
                    .isThrownBy(() -> Bzip2.decompress(garbage, garbage.length))
                    .withMessageStartingWith("expected ");
        }
    }

    @Test
    void whenRefusedThereIsNoStackTrace() {
        assertThatExceptionOfType(Bzip2Exception.class)
                .isThrownBy(() -> Bzip2.decompress(new byte[0], 10))
                .withMessageStartingWith("expected a bzip2 stream but there was none")
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    }

    private static void assertRefused(byte[] body, int maxOutput, Reason reason) {
        Bzip2Exception thrown =
                catchThrowableOfType(Bzip2Exception.class, () -> Bzip2.decompress(body, maxOutput));
        assertThat(thrown).isNotNull();
        assertThat(thrown.reason()).as(thrown.getMessage()).isEqualTo(reason);
    }

    private static byte[] compress(byte[] data, int level) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(out, level)) {
            bzip2.write(data);
        }
        return out.toByteArray();
    }

    private static byte[] random(int length) {
        byte[] data = new byte[length];
        new Random(length).nextBytes(data);
        return data;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
