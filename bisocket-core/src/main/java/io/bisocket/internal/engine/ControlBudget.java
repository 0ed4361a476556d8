package io.bisocket.internal.engine;

import io.bisocket.internal.protocol.FrameException;

/**
 * Bounds control frames that change nothing, each of which costs the peer little and this side
 * work: {@value #CAPACITY} at once and {@value #PER_SECOND} a second, and beside these as many as
 * an honest peer may have reason for. Its acknowledgements may come late, behind newer ones on the
 * other socket: two for each message of this side. A message may be followed by one CANCEL or
 * DEMAND that crosses its last answer; and a new socket brings one for each call that the peer
 * believes to be alive.
 */
final class ControlBudget {

    static final int CAPACITY = 1000;
    static final int PER_SECOND = 100;

    private static final int SECOND = 1000;

    private final Agenda agenda;
    private long left = CAPACITY;
    private long refilled;

    ControlBudget(Agenda agenda) {
        this.agenda = agenda;
        this.refilled = agenda.now();
    }

    /** A message has come. */
    void received() {
        left++;
    }

    /** The peer has acknowledged so many messages. */
    void acknowledged(long messages) {
        left += 2 * messages;
    }

    /**
     * A new socket: both sides repeat what the other may not have heard.
     *
     * @param calls how many calls the peer may believe to be alive
     */
    void attached(int calls) {
        left = Math.max(left, CAPACITY) + calls;
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
            left = Math.min(CAPACITY, earned);
            refilled = now;
        }
    }
}
