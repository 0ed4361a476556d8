package io.bisocket.internal.engine;

import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.protocol.FrameException;
import io.bisocket.internal.protocol.Slice;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A message that has come in part. What it announces is no reason to take memory: its array has the
 * size of the first part, and then at most {@value #GROWTH} times of what has come, so that it is
 * copied once or twice in all. Where half of it has come, its array has the whole length. Once
 * there is too little memory it keeps nothing, and the rest only passes by.
 */
final class Partial {

    private static final int GROWTH = 64;

    private final DataHead head;
    private final Reservation memory;
    private final long begun;
    private byte @Nullable [] payload;
    private int received;

    /**
     * @param awaited whether anybody waits for it, so that its payload must be kept
     * @param now on the clock of {@link Timers}
     */
    Partial(DataHead head, boolean awaited, MemoryBudget budget, long now) {
        this.head = head;
        this.memory = new Reservation(budget);
        this.begun = now;
        this.payload = awaited && memory.take(head.cost() - head.wireLength()) ? new byte[0] : null;
    }

    DataHead head() {
        return head;
    }

    /** Gives back what it holds. */
    void release() {
        memory.release();
    }

    void append(Slice part) {
        if (part.length() > head.wireLength() - received) {
            throw FrameException.mustBe(
                    "what is left of a message",
                    "at most %d bytes".formatted(head.wireLength() - received),
                    part.length());
        }
        if (payload != null) {
            keep(part, payload);
        }
        received += part.length();
    }

    private void keep(Slice part, byte[] present) {
        byte[] roomy = withRoom(present, received + part.length());
        payload = roomy;
        if (roomy == null) {
            memory.release();
        } else {
            part.copyTo(roomy, received);
        }
    }

    private byte @Nullable [] withRoom(byte[] present, int needed) {
        if (needed <= present.length) {
            return present;
        }
        int length = roomFor(needed, present.length);
        return memory.take(length - present.length) ? Arrays.copyOf(present, length) : null;
    }

    private int roomFor(int needed, int present) {
        int whole = head.wireLength();
        if (needed >= whole / 2) {
            return whole;
        }
        return (int) Math.min(whole, Math.max(needed, (long) GROWTH * present));
    }

    InMessage complete() {
        if (received != head.wireLength()) {
            throw FrameException.mustBe(
                    "a complete message", head.wireLength() + " bytes", received);
        }
        return new InMessage(head, payload, memory, begun);
    }

    /** The message has no content after all. */
    InMessage empty() {
        return new InMessage(head, null, memory, begun);
    }
}
