package io.bisocket.internal.engine;

import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.protocol.FrameException;
import io.bisocket.internal.protocol.Slice;
import org.jspecify.annotations.Nullable;

/** A message that has come in part. */
final class Partial {

    private final DataHead head;
    private final byte @Nullable [] payload;
    private final long reserved;
    private int received;

    /**
     * @param keep whether the payload is kept
     * @param reserved what the message holds of the memory budget, in bytes
     */
    Partial(DataHead head, boolean keep, long reserved) {
        this.head = head;
        this.payload = keep ? new byte[head.wireLength()] : null;
        this.reserved = reserved;
    }

    DataHead head() {
        return head;
    }

    long reserved() {
        return reserved;
    }

    void append(Slice part) {
        if (part.length() > head.wireLength() - received) {
            throw FrameException.mustBe(
                    "what is left of a message",
                    "at most %d bytes".formatted(head.wireLength() - received),
                    part.length());
        }
        if (payload != null) {
            part.copyTo(payload, received);
        }
        received += part.length();
    }

    InMessage complete() {
        if (received != head.wireLength()) {
            throw FrameException.mustBe(
                    "a complete message", head.wireLength() + " bytes", received);
        }
        return new InMessage(head, payload, reserved);
    }

    /** The message has no content after all. */
    InMessage empty() {
        return new InMessage(head, null, reserved);
    }
}
