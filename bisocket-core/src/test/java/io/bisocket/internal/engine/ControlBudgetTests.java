package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.internal.protocol.FrameException;
import org.junit.jupiter.api.Test;

class ControlBudgetTests {

    private final VirtualTime time = new VirtualTime();
    private final ControlBudget budget = new ControlBudget(new Agenda(time));

    private void assertLeft(int frames) {
        for (int i = 0; i < frames; i++) {
            budget.spend();
        }
        assertThatThrownBy(budget::spend)
                .isInstanceOf(FrameException.class)
                .hasMessage(
                        "control frames that change nothing must be at most 100 a second but was"
                                + " more");
    }

    @Test
    void whenFramesChangeNothingThenAThousandAtOnceAndAHundredASecondAreTolerated() {
        assertLeft(1000);
        time.advance(1000);
        assertLeft(100);
        time.advance(500);
        assertLeft(50);
    }

    @Test
    void whenTimePassesThenNoMoreThanAThousandAreEarned() {
        assertLeft(1000);
        time.advance(1_000_000);
        assertLeft(1000);
    }

    @Test
    void whenMessagesComeAndAreAcknowledgedThenMoreAreTolerated() {
        assertLeft(1000);
        budget.received();
        assertLeft(1);
        budget.acknowledged(5);
        assertLeft(10);
    }

    @Test
    void whenASocketIsNewThenEveryLiveCallMayBeRepeated() {
        assertLeft(1000);
        budget.attached(7);
        assertLeft(1007);
    }
}
