package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AckPolicyTests {

    private final VirtualTime time = new VirtualTime();
    private int wakes;
    private final AckPolicy acks = new AckPolicy(new Agenda(time), 20, 500, () -> wakes++);

    @Test
    void whenOneMessageComesThenItIsToldAfterAShortDelay() {
        acks.received(Urgency.SHORTLY);
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
            acks.received(Urgency.SHORTLY);
        }
    }

    @Test
    void whenSomebodyWaitsThenItIsToldAtOnce() {
        acks.received(Urgency.NOW);

        assertThat(acks.isDue()).isTrue();
    }

    @Test
    void whenOnlyMemoryDependsOnItThenItIsToldAfterALongDelay() {
        acks.received(Urgency.LATER);
        time.advance(499);
        assertThat(acks.isDue()).isFalse();

        time.advance(1);

        assertThat(acks.isDue()).isTrue();
    }

    @Test
    void whenACallFollowsThenTheLongDelayIsCutShort() {
        acks.received(Urgency.LATER);
        acks.received(Urgency.SHORTLY);

        time.advance(20);

        assertThat(acks.isDue()).isTrue();
    }

    @Test
    void whenItWentWithDataThenTheOwnSocketRepeatsItAfterTheLongDelay() {
        acks.received(Urgency.SHORTLY);
        acks.toldElsewhere();
        time.advance(499);
        assertThat(acks.isDue()).isFalse();

        time.advance(1);

        assertThat(acks.isDue()).isTrue();
    }

    @Test
    void whenItWasUrgentAndWentWithDataThenTheOwnSocketRepeatsItAfterTheShortDelay() {
        acks.received(Urgency.NOW);
        acks.toldElsewhere();
        assertThat(acks.isDue()).isFalse();
        assertThat(acks.isNews()).isFalse();

        time.advance(20);

        assertThat(acks.isDue()).isTrue();
    }

    @Test
    void whenItWasToldThenThereIsNothingMoreToTell() {
        acks.received(Urgency.SHORTLY);
        acks.told();

        time.advance(1000);

        assertThat(acks.isDue()).isFalse();
        assertThat(acks.isNews()).isFalse();
        assertThat(wakes).isZero();
    }
}
