package io.bisocket.internal.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A fragment of a message.
 *
 * @param slot which message it belongs to, while that is incomplete
 * @param head what the message is; only with the first fragment
 * @param sequence the message's number, only with the last fragment; otherwise 0
 * @param isVoid whether the message has no content after all: it only takes its sequence and its
 *     credit; only with the last fragment
 * @param part this fragment's part of the payload
 */
public record Data(int slot, @Nullable DataHead head, long sequence, boolean isVoid, Slice part)
        implements Frame {

    /** Whether it completes its message. */
    public boolean isLast() {
        return sequence != 0;
    }

    @Override
    public FrameType type() {
        return FrameType.DATA;
    }
}
