package io.bisocket.internal.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.internal.engine.Timers.Scheduled;
import io.bisocket.internal.engine.VirtualTime;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TicksTests {

    private final VirtualTime time = new VirtualTime();
    private final List<String> rung = new ArrayList<>();
    private int tasks;
    private final Ticks ticks =
            new Ticks(
                    time::now,
                    (task, delay) -> {
                        tasks++;
                        time.schedule(delay, task);
                    });

    @Test
    void whenAThousandAreDueWithinAMomentThenFewTasksRingThemAll() {
        for (int i = 0; i < 1000; i++) {
            ticks.schedule(20, () -> rung.add("rung"));
            time.advance(i % 100 == 0 ? 1 : 0);
        }

        time.advance(28);

        assertThat(rung).hasSize(1000);
        assertThat(tasks).isLessThanOrEqualTo(3);
    }

    @Test
    void whenDelaysAreOfAnyLengthThenNoneRingsEarlyOrMoreThanA64thLate() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            long delay = random.nextInt(1 << random.nextInt(25));
            long due = time.now() + delay;
            long latest = due + Math.max(7, delay / 64);
            ticks.schedule(delay, () -> rungBetween(due, latest));
            time.advance(random.nextInt(5));
        }

        time.advance(1 << 26);

        assertThat(rung).hasSize(1000);
    }

    private void rungBetween(long due, long latest) {
        assertThat(time.now()).isBetween(due, latest);
        rung.add("rung");
    }

    @Test
    void whenSomeAreDueTogetherThenTheyRingInTheOrderInWhichTheyWereSet() {
        ticks.schedule(16, () -> rung.add("first"));
        ticks.schedule(16, () -> rung.add("second"));
        ticks.schedule(16, () -> rung.add("third"));

        time.advance(24);

        assertThat(rung).containsExactly("first", "second", "third");
    }

    @Test
    void whenOneIsCancelledThenTheOthersRing() {
        Scheduled early = ticks.schedule(16, () -> rung.add("early"));
        ticks.schedule(
                16,
                () -> {
                    rung.add("cancels");
                    early.cancel();
                });
        List<Scheduled> late = new ArrayList<>();
        ticks.schedule(16, () -> late.get(0).cancel());
        late.add(ticks.schedule(16, () -> rung.add("late")));
        ticks.schedule(16, () -> rung.add("last"));

        time.advance(24);

        assertThat(rung).containsExactly("early", "cancels", "last");
    }

    @Test
    void whenAnyAreCancelledTwiceOrTooLateThenTheRestRing() {
        Random random = new Random(1);
        List<Scheduled> all = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            String name = "alarm " + i;
            all.add(ticks.schedule(16, () -> rung.add(name)));
            expected.add(name);
        }
        for (int i = 0; i < 700; i++) {
            int which = random.nextInt(1000);
            all.get(which).cancel();
            expected.remove("alarm " + which);
        }

        time.advance(24);
        all.forEach(Scheduled::cancel);

        assertThat(rung).containsExactlyElementsOf(expected);
    }

    @Test
    void whenOneFailsThenTheOthersRing() {
        ticks.schedule(
                16,
                () -> {
                    throw new IllegalStateException("of one session");
                });
        ticks.schedule(16, () -> rung.add("other"));

        time.advance(24);

        assertThat(rung).containsExactly("other");
    }

    @Test
    void whenOneSetsAnotherThenThatRingsLater() {
        ticks.schedule(16, () -> ticks.schedule(1, () -> rung.add("another")));

        time.advance(16);
        assertThat(rung).isEmpty();
        time.advance(8);
        assertThat(rung).containsExactly("another");
    }

    @Test
    void whenALoopIsAskedForThenEachHasItsOwn() {
        EventLoop one = new EmbeddedChannel().eventLoop();
        EventLoop other = new EmbeddedChannel().eventLoop();

        assertThat(Ticks.of(one)).isSameAs(Ticks.of(one)).isNotSameAs(Ticks.of(other));
    }
}
