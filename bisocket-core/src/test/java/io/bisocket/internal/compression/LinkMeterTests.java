package io.bisocket.internal.compression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LinkMeterTests {

    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;

    private final LinkMeter meter = new LinkMeter(() -> this.now);
    private long now = Long.MAX_VALUE - SECOND;

    @Test
    void whenNothingWasSentTheSpeedIsUnknown() {
        assertThat(meter.bytesPerSecond()).isEmpty();
        assertThat(LinkSpeed.UNKNOWN.bytesPerSecond()).isEmpty();
    }

    @Test
    void whenNothingEverWaitsTheSpeedStaysUnknown() {
        for (int i = 0; i < 100; i++) {
            sendAfter(MILLI, 10_000);
        }

        assertThat(meter.bytesPerSecond()).isEmpty();
    }

    @Test
    void whenSomethingWaitsTheSpeedIsWhatTheSocketTakes() {
        meter.backlog(true, now);
        for (int i = 0; i < 100; i++) {
            sendAfter(MILLI, 10_000);
        }

        assertThat(meter.bytesPerSecond()).hasValue(10_000_000);
    }

    @Test
    void whenTheSocketTookMuchBeforeAnythingWaitedThatDoesNotCount() {
        meter.sent(5_000_000, now);
        meter.backlog(true, now);
        for (int i = 0; i < 20; i++) {
            sendAfter(MILLI, 1000);
        }

        assertThat(meter.bytesPerSecond()).hasValue(1_000_000);
    }

    @Test
    void whenTheLastOfABacklogIsSentThatDoesNotCount() {
        for (int burst = 0; burst < 10; burst++) {
            meter.backlog(true, now);
            sendAfter(MILLI, 10_000);
            sendAfter(MILLI, 10_000);
            sendAfter(MILLI, 1);
            meter.backlog(false, now);
            now += SECOND;
        }

        assertThat(meter.bytesPerSecond()).hasValue(10_000_000);
    }

    @Test
    void whenABacklogIsReportedTwiceItBeganTheFirstTime() {
        meter.backlog(true, now);
        for (int i = 0; i < 20; i++) {
            sendAfter(MILLI, 10_000);
            meter.backlog(true, now);
        }

        assertThat(meter.bytesPerSecond()).hasValue(10_000_000);
    }

    @Test
    void whenSeveralWritesHappenAtOnceAllCount() {
        meter.backlog(true, now);
        for (int i = 0; i < 20; i++) {
            sendAfter(MILLI, 6_000);
            sendAfter(0, 3_000);
            sendAfter(0, 1_000);
        }

        assertThat(meter.bytesPerSecond().orElseThrow())
                .isCloseTo(10_000_000, Percentage.withPercentage(3));
    }

    @Test
    void whenLittleTimeWasMeasuredTheSpeedStaysUnknown() {
        meter.backlog(true, now);
        for (int i = 0; i < 5; i++) {
            sendAfter(MILLI, 10_000);
        }
        assertThat(meter.bytesPerSecond()).isEmpty();

        sendAfter(MILLI, 10_000);
        assertThat(meter.bytesPerSecond()).hasValue(10_000_000);
    }

    @Test
    void whenBacklogsAreShortTheyAddUp() {
        for (int burst = 0; burst < 200; burst++) {
            meter.backlog(true, now);
            sendAfter(MILLI / 20, 1000);
            sendAfter(MILLI / 20, 1000);
            meter.backlog(false, now);
            now += 10 * MILLI;
        }

        assertThat(meter.bytesPerSecond()).hasValue(20_000_000);
    }

    @Test
    void whenTheLinkChangesTheSpeedFollowsWithinSeconds() {
        meter.backlog(true, now);
        sendFor(5, 10_000_000);
        sendFor(4, 1_000_000);
        assertThat(meter.bytesPerSecond().orElseThrow()).isBetween(1_000_000L, 2_000_000L);

        sendFor(4, 50_000_000);
        assertThat(meter.bytesPerSecond().orElseThrow()).isBetween(45_000_000L, 50_000_000L);
    }

    @Test
    void whenAFastLinkBecomesSlowTheSpeedFollowsHoweverMuchItTookBefore() {
        meter.backlog(true, now);
        sendFor(3, 1_000_000_000);

        sendFor(2, 1_000_000);

        assertThat(meter.bytesPerSecond()).hasValue(1_000_000);
    }

    @Test
    void whenTheLinkJittersTheSpeedIsTheMean() {
        Random random = new Random(4);
        meter.backlog(true, now);
        for (int i = 0; i < 2000; i++) {
            sendAfter(MILLI, random.nextInt(20_001));
        }

        assertThat(meter.bytesPerSecond().orElseThrow())
                .isCloseTo(10_000_000, Percentage.withPercentage(10));
    }

    @Test
    void whenTheLinkStandsStillTheSpeedIsAtLeastOneByte() {
        meter.backlog(true, now);
        sendAfter(3000 * SECOND, 1);
        sendAfter(0, 1);

        assertThat(meter.bytesPerSecond()).hasValue(1);
    }

    @Test
    void whenNothingHasWaitedForAMinuteTheSpeedIsForgotten() {
        meter.backlog(true, now);
        sendFor(1, 10_000_000);
        meter.backlog(false, now);

        now += 59 * SECOND;
        assertThat(meter.bytesPerSecond()).isPresent();
        now += 2 * SECOND;
        assertThat(meter.bytesPerSecond()).isEmpty();

        meter.backlog(true, now);
        sendFor(1, 2_000_000);
        assertThat(meter.bytesPerSecond()).hasValue(2_000_000);
    }

    @Test
    void whenTheClockIsTheSystemsTheSpeedIsRead() {
        LinkMeter real = new LinkMeter();
        long start = System.nanoTime() - SECOND;
        real.backlog(true, start);
        for (int i = 1; i <= 20; i++) {
            real.sent(10_000, start + i * MILLI);
        }

        assertThat(real.bytesPerSecond()).hasValue(10_000_000);
    }

    private void sendFor(int seconds, int bytesPerSecond) {
        for (int i = 0; i < seconds * 1000; i++) {
            sendAfter(MILLI, bytesPerSecond / 1000);
        }
    }

    private void sendAfter(long nanos, int bytes) {
        now += nanos;
        meter.sent(bytes, now);
    }
}
