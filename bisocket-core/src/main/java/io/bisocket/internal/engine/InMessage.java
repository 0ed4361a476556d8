package io.bisocket.internal.engine;

import io.bisocket.internal.protocol.DataHead;
import org.jspecify.annotations.Nullable;

/**
 * A message that has come in whole, in its turn.
 *
 * @param head what it is
 * @param payload its content; null if that was not kept
 * @param reserved what it holds of the memory budget, in bytes
 */
record InMessage(DataHead head, byte @Nullable [] payload, long reserved) {

    /** The content of a message that was kept. */
    Content content() {
        if (payload == null) {
            throw new IllegalStateException("the payload was not kept");
        }
        return new Content(head.headers(), head.compression(), head.rawLength(), payload);
    }
}
