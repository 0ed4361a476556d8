package io.bisocket.internal.engine;

import io.bisocket.internal.protocol.FrameException;

/**
 * Bounds control frames that change nothing, each of which costs the peer little and this side
 * work: {@value #CAPACITY} at once, then one for each message that comes, and {@value #PER_SECOND}
 * a second.
 */
final class ControlBudget {

    static final int CAPACITY = 1000;
    static final int PER_SECOND = 100;

    private static final int SECOND = 1000;

    private final Agenda agenda;
    private int left = CAPACITY;
    private long refilled;

    ControlBudget(Agenda agenda) {
        this.agenda = agenda;
        this.refilled = agenda.now();
    }

    /** A message has come. */
    void earn() {
        left = Math.min(CAPACITY, left + 1);
    }

    /** A new socket: both sides repeat what the other may not have heard. */
    void reset() {
        left = CAPACITY;
    }

    /**
     * A control frame has come that changes nothing.
     *
     * @throws FrameException if there were too many of them
     */
    void spend() {
        if (left == 0) {
            refill();
        }
        if (left == 0) {
            throw FrameException.mustBe(
                    "control frames that change nothing", "at most 100 a second", "more");
        }
        left--;
    }

    private void refill() {
        long now = agenda.now();
        long earned = (now - refilled) * PER_SECOND / SECOND;
        if (earned > 0) {
            left = (int) Math.min(CAPACITY, earned);
            refilled = now;
        }
    }
}
