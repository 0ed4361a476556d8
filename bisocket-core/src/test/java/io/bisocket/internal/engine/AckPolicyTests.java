package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AckPolicyTests {

    private final VirtualTime time = new VirtualTime();
    private int wakes;
    private final AckPolicy acks = new AckPolicy(new Agenda(time), 20, () -> wakes++);

    @Test
    void whenOneMessageComesThenItIsToldAfterAShortDelay() {
        acks.received(false);
        time.advance(19);
        assertThat(acks.isDue()).isFalse();

        time.advance(1);

        assertThat(acks.isDue()).isTrue();
        assertThat(wakes).isEqualTo(1);
    }

    @Test
    void whenManyMessagesComeThenTheyAreToldSoon() {
        receive(AckPolicy.MESSAGES - 1);
        assertThat(acks.isSoon()).isFalse();

        receive(1);

        assertThat(acks.isSoon()).isTrue();
        assertThat(acks.isDue()).isFalse();
        assertThat(wakes).isEqualTo(1);
    }

    @Test
    void whenNoDataTakesThemAlongThenTheyAreToldAfterTheDelay() {
        receive(AckPolicy.MESSAGES);

        time.advance(20);

        assertThat(acks.isDue()).isTrue();
        assertThat(wakes).isEqualTo(2);
    }

    @Test
    void whenVeryManyMessagesComeThenTheyDoNotWaitForData() {
        receive(AckPolicy.MANY_MESSAGES - 1);
        assertThat(acks.isDue()).isFalse();

        receive(1);

        assertThat(acks.isDue()).isTrue();
    }

    @Test
    void whenDataTookThemAlongThenFurtherOnesBeginAnew() {
        receive(AckPolicy.MESSAGES);
        acks.toldElsewhere();
        assertThat(acks.isSoon()).isFalse();

        receive(AckPolicy.MESSAGES);

        assertThat(acks.isSoon()).isTrue();
    }

    private void receive(int messages) {
        for (int i = 0; i < messages; i++) {
            acks.received(false);
        }
    }

    @Test
    void whenSomebodyWaitsThenItIsToldAtOnce() {
        acks.received(true);

        assertThat(acks.isDue()).isTrue();
    }

    @Test
    void whenItWentWithDataThenTheOwnSocketRepeatsItAfterTheDelay() {
        acks.received(true);
        acks.toldElsewhere();
        assertThat(acks.isDue()).isFalse();
        assertThat(acks.isNews()).isFalse();

        time.advance(20);

        assertThat(acks.isDue()).isTrue();
    }

    @Test
    void whenItWasToldThenThereIsNothingMoreToTell() {
        acks.received(false);
        acks.told();

        time.advance(1000);

        assertThat(acks.isDue()).isFalse();
        assertThat(acks.isNews()).isFalse();
        assertThat(wakes).isZero();
    }
}
