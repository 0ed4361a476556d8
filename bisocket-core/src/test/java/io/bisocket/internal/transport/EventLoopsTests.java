package io.bisocket.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventLoopsTests {

    @Test
    void whenTwoShareThenTheLoopsLiveUntilTheSecondGivesThemBack() {
        EventLoops first = EventLoops.shared();
        EventLoops second = EventLoops.shared();
        assertThat(second).isSameAs(first);

        first.release().join();
        assertThat(second.group().isShuttingDown()).isFalse();
        second.release().join();
        assertThat(second.group().isTerminated()).isTrue();

        EventLoops third = EventLoops.shared();
        assertThat(third).isNotSameAs(first);
        third.release().join();
    }

    @Test
    void whenOnALoopThenThatIsKnown() throws Exception {
        EventLoops loops = EventLoops.forServer();

        assertThat(EventLoops.inEventLoop()).isFalse();
        assertThat(loops.group().submit(EventLoops::inEventLoop).get()).isTrue();
        assertThat(loops.group().submit(() -> Thread.currentThread().isDaemon()).get()).isFalse();

        loops.release().join();
    }
}
