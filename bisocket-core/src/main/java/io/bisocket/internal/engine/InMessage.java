package io.bisocket.internal.engine;

import io.bisocket.internal.protocol.DataHead;
import org.jspecify.annotations.Nullable;

/**
 * A message that has come in whole, in its turn.
 *
 * @param head what it is
 * @param payload its content; null if that was not kept
 * @param memory what it holds of the memory budget
 * @param begun when its first fragment came, on the clock of {@link Timers}
 */
record InMessage(DataHead head, byte @Nullable [] payload, Reservation memory, long begun) {

    /** The content of a message that was kept. */
    Content content() {
        if (payload == null) {
            throw new IllegalStateException("the payload was not kept");
        }
        return new Content(head.headers(), head.compression(), head.rawLength(), payload);
    }

    /** Its content is not needed any more. */
    void release() {
        memory.release();
    }
}
