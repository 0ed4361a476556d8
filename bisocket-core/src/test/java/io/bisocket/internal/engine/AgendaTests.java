package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AgendaTests {

    private final VirtualTime time = new VirtualTime();
    private final Agenda agenda = new Agenda(time);
    private final List<String> rung = new ArrayList<>();

    private Alarm alarm(String name) {
        return Alarm.of(() -> rung.add(name));
    }

    @Test
    void whenAlarmsAreSetThenTheyRingInTheOrderOfTheirTimes() {
        agenda.setIn(alarm("third"), 30);
        agenda.setIn(alarm("first"), 10);
        agenda.setIn(alarm("second"), 20);

        time.advance(25);
        assertThat(rung).containsExactly("first", "second");
        time.advance(5);
        assertThat(rung).containsExactly("first", "second", "third");
    }

    @Test
    void whenAnAlarmIsClearedThenItDoesNotRing() {
        Alarm cleared = alarm("cleared");
        agenda.setIn(alarm("kept"), 20);
        agenda.setIn(cleared, 10);
        agenda.clear(cleared);
        assertThat(cleared.isSet()).isFalse();

        time.advance(100);

        assertThat(rung).containsExactly("kept");
    }

    @Test
    void whenAnAlarmIsClearedAndSetAgainThenItRingsOnceAtItsNewTime() {
        Alarm again = alarm("again");
        agenda.setIn(alarm("a"), 10);
        agenda.setIn(alarm("b"), 20);
        agenda.setIn(again, 5);
        agenda.clear(again);
        agenda.setIn(again, 15);

        time.advance(100);

        assertThat(rung).containsExactly("a", "again", "b");
    }

    @Test
    void whenAnAlarmIsSetTwiceThenTheLastTimeCounts() {
        Alarm moved = alarm("moved");
        agenda.setIn(moved, 10);
        agenda.setIn(alarm("other"), 20);
        agenda.setIn(moved, 30);

        time.advance(100);

        assertThat(rung).containsExactly("other", "moved");
    }

    @Test
    void whenItHasStoppedThenNothingRingsAnyMore() {
        Alarm alarm = alarm("alarm");
        agenda.setIn(alarm, 10);
        agenda.stop();
        assertThat(alarm.isSet()).isFalse();
        agenda.setIn(alarm, 10);

        time.advance(100);

        assertThat(rung).isEmpty();
    }

    @Test
    void whenManyAreSetAndClearedInAnyOrderThenThoseThatAreSetRing() {
        Random random = new Random(1);
        List<Alarm> alarms = new ArrayList<>();
        TreeMap<Long, String> expected = new TreeMap<>();
        Long[] set = new Long[300];
        for (int i = 0; i < set.length; i++) {
            alarms.add(alarm("alarm " + i));
        }
        for (int round = 0; round < 10_000; round++) {
            int which = random.nextInt(set.length);
            if (set[which] != null) {
                expected.remove(set[which]);
                set[which] = null;
            }
            if (random.nextInt(3) == 0) {
                agenda.clear(alarms.get(which));
            } else {
                // No two at the same time.
                long at = time.now() + 1 + random.nextInt(100_000) * 300L + which;
                agenda.set(alarms.get(which), at);
                set[which] = at;
                expected.put(at, "alarm " + which);
            }
        }

        time.advance(100_000_000);

        assertThat(rung).containsExactlyElementsOf(expected.values());
    }
}
