package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeartbeatTests {

    private final VirtualTime time = new VirtualTime();
    private boolean busy;
    private int pings;
    private int deaths;
    private final Heartbeat heartbeat =
            new Heartbeat(
                    new Agenda(time), Timings.defaults(), () -> busy, () -> pings++, this::die);

    private void die() {
        deaths++;
        heartbeat.stop();
    }

    private void becomeBusy() {
        busy = true;
        heartbeat.busy();
    }

    private void assertAfter(long millis, int pingsThen, int deathsThen) {
        time.advance(millis);
        assertThat(pings).isEqualTo(pingsThen);
        assertThat(deaths).isEqualTo(deathsThen);
    }

    @Test
    void whenNothingIsUnderWayThenItPingsAfter15SecondsAndGivesUpAfter40() {
        assertAfter(14_999, 0, 0);
        assertAfter(1, 1, 0);
        assertAfter(24_999, 1, 0);
        assertAfter(1, 1, 1);
    }

    @Test
    void whenSomethingIsUnderWayThenItPingsAfter3SecondsAndGivesUpAfter10() {
        becomeBusy();
        assertAfter(2_999, 0, 0);
        assertAfter(1, 1, 0);
        assertAfter(6_999, 1, 0);
        assertAfter(1, 1, 1);
    }

    @Test
    void whenARecordComesThenTheSilenceBeginsAnew() {
        assertAfter(14_000, 0, 0);
        heartbeat.heard();
        assertAfter(14_999, 0, 0);
        assertAfter(1, 1, 0);
        heartbeat.heard();
        assertAfter(14_999, 1, 0);
        assertAfter(1, 2, 0);
    }

    @Test
    void whenSomethingBeginsThenTheSilenceBeforeDoesNotCount() {
        assertAfter(14_000, 0, 0);
        becomeBusy();
        assertAfter(2_999, 0, 0);
        assertAfter(1, 1, 0);
    }

    @Test
    void whenItIsStoppedThenItIsSilent() {
        heartbeat.stop();

        assertAfter(100_000, 0, 0);
    }
}
