package io.bisocket.internal.compression;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.Compression;
import io.bisocket.internal.protocol.Algorithms;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Through {@link Packer}, on a machine whose speed is scripted. */
class AdaptiveChoiceTests {

    private static final Algorithms ALL = new Algorithms(List.of(4, 2, 1, 3));
    private static final Algorithms WITHOUT_ZSTD = new Algorithms(List.of(2, 1, 3));
    private static final byte[] TEXT = Payloads.text(1024 * 1024);
    private static final byte[] NOISE = Payloads.random(1024 * 1024);

    private final ScriptedMachine machine = new ScriptedMachine();
    private OptionalLong bytesPerSecond = OptionalLong.empty();

    @ParameterizedTest
    @CsvSource({
        "50_000, 1, 1",
        "200_000, 1, 1",
        "1_000_000, 2, 4",
        "100_000_000, 2, 4",
        "9_000_000_000, 2, 4"
    })
    void whenTheLinkIsSlowItIsBzip2AndElseSomethingFaster(
            String speed, int withoutZstd, int withZstd) {
        bytesPerSecond = OptionalLong.of(Long.parseLong(speed.replace("_", "")));

        assertThat(packer(WITHOUT_ZSTD).pack(TEXT, null).algorithm()).isEqualTo(withoutZstd);
        assertThat(packer(ALL).pack(TEXT, null).algorithm()).isEqualTo(withZstd);
    }

    @Test
    void whenTheLinkIsNotMeasuredItCountsAsALocalNetwork() {
        packer(WITHOUT_ZSTD).pack(TEXT, null);
        packer(ALL).pack(TEXT, null);

        assertThat(machine.used()).containsExactly(Preset.DEFLATE_FAST, Preset.ZSTD);
    }

    @Test
    void whenTheLinkChangesTheNextMessageFollows() {
        Packer packer = packer(WITHOUT_ZSTD);

        packer.pack(TEXT, null);
        packer.pack(TEXT, null);
        bytesPerSecond = OptionalLong.of(100_000);
        packer.pack(TEXT, null);
        bytesPerSecond = OptionalLong.of(10_000_000);
        packer.pack(TEXT, null);

        assertThat(machine.used())
                .containsExactly(
                        Preset.DEFLATE_FAST, Preset.DEFLATE, Preset.BZIP2, Preset.DEFLATE_FAST);
    }

    @Test
    void whenTheLinkOutrunsEveryAlgorithmLargeTextStillShrinks() {
        bytesPerSecond = OptionalLong.of(Long.MAX_VALUE);
        Packer packer = packer(WITHOUT_ZSTD);

        for (int i = 0; i < 50; i++) {
            assertThat(packer.pack(TEXT, null).bytes()).hasSizeLessThan(TEXT.length / 2);
        }
    }

    @Test
    void whenItIsNoiseNothingIsTried() {
        Packed packed = packer(ALL).pack(NOISE, null);

        assertThat(packed.bytes()).isSameAs(NOISE);
        assertThat(machine.used()).isEmpty();
    }

    @Test
    void whenItOnlyLookedCompressibleItGoesAsItIs() {
        machine.behaves(Preset.DEFLATE_FAST, 100, 1);

        assertThat(packer(WITHOUT_ZSTD).pack(TEXT, null)).isEqualTo(Packed.asItIs(TEXT));
    }

    @Test
    void whenNothingElseIsThereBzip2IsUsedOnFastLinksToo() {
        assertThat(packer(new Algorithms(List.of(1))).pack(TEXT, null).algorithm()).isEqualTo(1);
    }

    @Test
    void whenPayloadsAreOfDifferentKindsTheyDoNotMixUpWhatIsLearnt() {
        bytesPerSecond = OptionalLong.of(200_000);
        Packer packer = packer(WITHOUT_ZSTD);
        byte[] sixBits = new byte[1024 * 1024];
        for (int i = 0; i < sixBits.length; i++) {
            sixBits[i] = (byte) (NOISE[i] & 0x3F);
        }

        for (int i = 0; i < 100; i++) {
            machine.behaves(Preset.BZIP2, 10, 0.17);
            packer.pack(TEXT, null);
            machine.behaves(Preset.BZIP2, 1, 0.9);
            packer.pack(sixBits, null);
        }

        List<Preset> used = machine.used();
        assertThat(List.of(used.get(180), used.get(182), used.get(184))).containsOnly(Preset.BZIP2);
        assertThat(List.of(used.get(181), used.get(183), used.get(185)))
                .containsOnly(Preset.DEFLATE);
    }

    @Test
    void whenLengthsDifferMuchTheyDoNotMixUpWhatIsLearnt() {
        Packer packer = packer(ALL);
        for (int i = 0; i < 40; i++) {
            machine.behaves(Preset.ZSTD, 1, 0.9);
            packer.pack(Arrays.copyOf(TEXT, 1000), null);
        }

        machine.behaves(Preset.ZSTD, 330, 0.2);
        packer.pack(TEXT, null);

        assertThat(machine.used().get(40)).isEqualTo(Preset.ZSTD);
    }

    private Packer packer(Algorithms peer) {
        return new Packer(
                Compression.adaptive().from(0), peer, () -> bytesPerSecond, machine, machine);
    }
}
