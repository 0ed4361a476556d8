package io.bisocket.internal.v2;

import io.bisocket.RequestId;
import io.bisocket.internal.engine.Side;

/**
 * From numbers of calls to the ids that the application sees, the same at both ends. Each end
 * numbers its own calls, so the id says whose number it is.
 */
final class References {

    private References() {}

    /** The id of this side's call with this reference. */
    static RequestId id(Side caller, long reference) {
        return new RequestId((caller == Side.CLIENT ? "c" : "s") + Long.toHexString(reference));
    }
}
