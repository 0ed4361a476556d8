package io.bisocket.internal.call;

import io.bisocket.internal.link.StreamCall;
import io.bisocket.internal.link.StreamListener;

/** Makes the call of one subscription. */
@FunctionalInterface
interface StreamStart {

    /** Makes the call; may throw why it cannot. */
    StreamCall call(StreamListener listener);

    /** The subscriber has lost interest before the call was made. */
    default void abandon() {}
}
