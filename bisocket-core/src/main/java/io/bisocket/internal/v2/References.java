package io.bisocket.internal.v2;

import io.bisocket.RequestId;

/** From numbers of calls to the ids that the application sees. */
final class References {

    private References() {}

    /** The id of the call with this reference. */
    static RequestId id(long reference) {
        return new RequestId(Long.toHexString(reference));
    }
}
