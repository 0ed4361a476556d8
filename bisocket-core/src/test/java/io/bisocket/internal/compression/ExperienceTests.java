package io.bisocket.internal.compression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperienceTests {

    private static final Set<Preset> ALL = EnumSet.allOf(Preset.class);
    private static final Set<Preset> WITHOUT_ZSTD =
            EnumSet.of(Preset.LZ4, Preset.DEFLATE_FAST, Preset.DEFLATE, Preset.BZIP2);

    private final Experience experience = new Experience(1);
    private final ScriptedMachine machine = new ScriptedMachine();

    @ParameterizedTest
    @CsvSource({
        "50_000, BZIP2, BZIP2",
        "200_000, BZIP2, BZIP2",
        "500_000, BZIP2, ZSTD_SMALL",
        "1_000_000, DEFLATE, ZSTD_SMALL",
        "10_000_000, DEFLATE_FAST, ZSTD",
        "125_000_000, DEFLATE_FAST, ZSTD",
        "2_000_000_000, DEFLATE_FAST, ZSTD"
    })
    void whenNothingIsMeasuredTheLinkDecides(String speed, Preset withoutZstd, Preset withZstd) {
        double nanosPerByte = 1e9 / Long.parseLong(speed.replace("_", ""));

        assertThat(experience.choose(WITHOUT_ZSTD, nanosPerByte)).isEqualTo(withoutZstd);
        assertThat(new Experience(1).choose(ALL, nanosPerByte)).isEqualTo(withZstd);
    }

    @Test
    void whenLinksAreFasterTheResultsAreNotSmaller() {
        double lastRatio = 0;
        for (double bytesPerSecond = 1e4; bytesPerSecond < 1e10; bytesPerSecond *= 1.1) {
            Preset choice = new Experience(1).choose(ALL, 1e9 / bytesPerSecond);
            assertThat(choice.ratio()).isGreaterThanOrEqualTo(lastRatio);
            lastRatio = choice.ratio();
        }
    }

    @Test
    void whenOneIsNearlyAsQuickAndSmallerItIsTaken() {
        Set<Preset> two = EnumSet.of(Preset.DEFLATE_FAST, Preset.DEFLATE);
        double even = evenLink(Preset.DEFLATE_FAST, Preset.DEFLATE);

        assertThat(experience.choose(two, even)).isEqualTo(Preset.DEFLATE);
        assertThat(new Experience(1).choose(two, even * 0.99)).isEqualTo(Preset.DEFLATE);
        assertThat(new Experience(1).choose(two, even * 0.8)).isEqualTo(Preset.DEFLATE_FAST);
    }

    @Test
    void whenBzip2TurnsOutFasterThanExpectedItIsTakenOnFasterLinks() {
        machine.behaves(Preset.BZIP2, 80, 0.1);

        run(WITHOUT_ZSTD, 1e9 / 700_000, 200);

        assertThat(last(150)).containsOnly(Preset.BZIP2);
    }

    @Test
    void whenBzip2TurnsOutNotToShrinkItIsLeft() {
        machine.behaves(Preset.BZIP2, 10, 0.22);

        run(WITHOUT_ZSTD, 1e9 / 200_000, 60);

        assertThat(machine.used().get(0)).isEqualTo(Preset.BZIP2);
        assertThat(last(40)).containsOnly(Preset.DEFLATE);
    }

    @Test
    void whenThePayloadChangesTheChoiceFollows() {
        run(WITHOUT_ZSTD, 1e9 / 200_000, 100);
        assertThat(mostUsed(50)).isEqualTo(Preset.BZIP2);

        machine.behaves(Preset.BZIP2, 1, 0.22);
        run(WITHOUT_ZSTD, 1e9 / 200_000, 60);
        assertThat(mostUsed(30)).isEqualTo(Preset.DEFLATE);

        machine.behaves(Preset.BZIP2, 10, 0.1);
        run(WITHOUT_ZSTD, 1e9 / 200_000, 300);
        assertThat(mostUsed(50)).isEqualTo(Preset.BZIP2);
    }

    @Test
    void whenSomethingIsFarWorseItIsNeverTried() {
        run(WITHOUT_ZSTD, 8, 300);

        assertThat(machine.used()).doesNotContain(Preset.BZIP2, Preset.LZ4);
    }

    @Test
    void whenSomethingIsWithinTwiceTheCostItIsTriedOnce() {
        run(WITHOUT_ZSTD, 8, 300);

        assertThat(machine.used().get(1)).isEqualTo(Preset.DEFLATE);
        assertThat(Collections.frequency(machine.used(), Preset.DEFLATE)).isEqualTo(1);
        assertThat(last(290)).containsOnly(Preset.DEFLATE_FAST);
    }

    @Test
    void whenSomethingIsWithinAThirdItIsTriedOnceInAWhile() {
        Set<Preset> two = EnumSet.of(Preset.ZSTD, Preset.ZSTD_SMALL);

        run(two, 1e9 / 6_000_000, 400);

        assertThat(machine.used().get(1)).isEqualTo(Preset.ZSTD_SMALL);
        assertThat(Collections.frequency(machine.used(), Preset.ZSTD_SMALL)).isBetween(5, 7);
    }

    @Test
    void whenTheMachineHoldsItsBreathOnceTheChoiceIsTheSameSoonAfter() {
        run(WITHOUT_ZSTD, 8, 20);
        machine.behaves(Preset.DEFLATE_FAST, 0.01, 0.28);
        run(WITHOUT_ZSTD, 8, 1);
        machine.behaves(Preset.DEFLATE_FAST, 150, 0.28);
        run(WITHOUT_ZSTD, 8, 10);

        assertThat(last(8)).containsOnly(Preset.DEFLATE_FAST);
    }

    @Test
    void whenThereIsOneItIsTaken() {
        for (Preset preset : Preset.values()) {
            assertThat(new Experience(1).choose(EnumSet.of(preset), 1)).isEqualTo(preset);
        }
    }

    @Test
    void whenMachinesPayloadsAndLinksAreAnyTheCostSettlesNearTheLowest() {
        Random random = new Random(17);
        for (int world = 0; world < 300; world++) {
            Experience learning = new Experience(1);
            double linkNanosPerByte = Math.pow(10, random.nextDouble() * 5);
            Map<Preset, Double> costs = anyWorld(random, linkNanosPerByte);

            run(learning, ALL, linkNanosPerByte, 300);

            double mean = last(200).stream().mapToDouble(costs::get).average().orElseThrow();
            assertThat(mean / Collections.min(costs.values()))
                    .as("world %d", world)
                    .isLessThan(1.05);
        }
    }

    /** Scripts the machine; what each preset costs on it, in nanoseconds for a byte. */
    private Map<Preset, Double> anyWorld(Random random, double linkNanosPerByte) {
        double slowness = Math.pow(4, random.nextDouble() * 2 - 1);
        double density = Math.pow(3, random.nextDouble() * 2 - 1);
        Map<Preset, Double> costs = new EnumMap<>(Preset.class);
        for (Preset preset : Preset.values()) {
            double nanos = preset.nanosPerByte() * slowness * (0.8 + random.nextDouble() * 0.5);
            double ratio = preset.ratio() * density * (0.8 + random.nextDouble() * 0.5);
            machine.behaves(preset, 1000 / nanos, ratio);
            costs.put(preset, nanos * preset.bothWays() + ratio * linkNanosPerByte);
        }
        return costs;
    }

    private void run(Set<Preset> usable, double linkNanosPerByte, int messages) {
        run(experience, usable, linkNanosPerByte, messages);
    }

    private void run(
            Experience learning, Set<Preset> usable, double linkNanosPerByte, int messages) {
        byte[] payload = new byte[100_000];
        for (int i = 0; i < messages; i++) {
            Preset preset = learning.choose(usable, linkNanosPerByte);
            long start = machine.getAsLong();
            byte[] packed = machine.pack(preset, payload);
            learning.measured(preset, payload.length, packed.length, machine.getAsLong() - start);
        }
    }

    private Preset mostUsed(int messages) {
        List<Preset> used = last(messages);
        return Collections.max(
                ALL, Comparator.comparing(preset -> Collections.frequency(used, preset)));
    }

    private List<Preset> last(int messages) {
        List<Preset> used = machine.used();
        return used.subList(used.size() - messages, used.size());
    }

    /** Where both presets cost the same. */
    private static double evenLink(Preset larger, Preset smaller) {
        double work = smaller.nanosPerByte() * smaller.bothWays();
        double lessWork = larger.nanosPerByte() * larger.bothWays();
        return (work - lessWork) / (larger.ratio() - smaller.ratio());
    }
}
