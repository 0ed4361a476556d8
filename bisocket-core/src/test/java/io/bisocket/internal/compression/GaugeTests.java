package io.bisocket.internal.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GaugeTests {

    private static final double NEARLY = 1e-9;

    private final Gauge gauge = new Gauge(preset -> preset == Preset.BZIP2 ? 100 : 10, 4);

    @Test
    void whenNothingIsMeasuredItIsWhatWasExpected() {
        assertThat(gauge.value(Preset.BZIP2)).isEqualTo(100, within(NEARLY));
        assertThat(gauge.value(Preset.DEFLATE)).isEqualTo(10, within(NEARLY));
    }

    @Test
    void whenTheFirstIsMeasuredAllFollow() {
        gauge.measured(Preset.DEFLATE, 20);

        assertThat(gauge.value(Preset.DEFLATE)).isEqualTo(20, within(NEARLY));
        assertThat(gauge.value(Preset.BZIP2)).isEqualTo(200, within(NEARLY));
    }

    @Test
    void whenAnotherIsMeasuredFirstOnlyThatOneFollows() {
        gauge.measured(Preset.DEFLATE, 20);
        gauge.measured(Preset.BZIP2, 100);

        assertThat(gauge.value(Preset.BZIP2)).isEqualTo(100, within(NEARLY));
        assertThat(gauge.value(Preset.DEFLATE)).isEqualTo(20, within(NEARLY));
        assertThat(gauge.value(Preset.LZ4)).isEqualTo(20, within(NEARLY));
    }

    @Test
    void whenMeasuredAgainItMovesHalfTheWayAndTheOthersAQuarter() {
        gauge.measured(Preset.DEFLATE, 10);
        gauge.measured(Preset.DEFLATE, 20);

        assertThat(gauge.value(Preset.DEFLATE)).isEqualTo(10 * Math.sqrt(2), within(NEARLY));
        assertThat(gauge.value(Preset.LZ4)).isEqualTo(10 * Math.pow(2, 0.25), within(NEARLY));
    }

    @Test
    void whenMeasuredOftenItIsWhatWasMeasured() {
        gauge.measured(Preset.DEFLATE, 10);
        for (int i = 0; i < 20; i++) {
            gauge.measured(Preset.DEFLATE, 1000);
        }

        assertThat(gauge.value(Preset.DEFLATE)).isEqualTo(1000, within(1.0));
    }

    @Test
    void whenAnOutlierIsMeasuredItCountsAsTheLargestThatIsTaken() {
        gauge.measured(Preset.DEFLATE, 10_000);
        assertThat(gauge.value(Preset.DEFLATE)).isEqualTo(40, within(NEARLY));

        gauge.measured(Preset.BZIP2, 0.001);
        assertThat(gauge.value(Preset.BZIP2)).isEqualTo(100, within(NEARLY));
    }

    @Test
    void whenOnlyOthersAreMeasuredItsOwnFactorFades() {
        gauge.measured(Preset.DEFLATE, 10);
        gauge.measured(Preset.BZIP2, 400);
        assertThat(gauge.value(Preset.BZIP2)).isEqualTo(400, within(NEARLY));

        for (int i = 0; i < 500; i++) {
            gauge.measured(Preset.DEFLATE, 10);
        }

        assertThat(gauge.value(Preset.BZIP2)).isEqualTo(100, within(0.1));
        assertThat(gauge.value(Preset.DEFLATE)).isEqualTo(10, within(NEARLY));
    }
}
