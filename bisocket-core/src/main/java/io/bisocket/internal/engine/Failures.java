package io.bisocket.internal.engine;

import io.bisocket.ErrorCode;
import io.bisocket.internal.protocol.Failure;

/** The failures that a session reports by itself. */
final class Failures {

    private Failures() {}

    /** Whether the work was done is unknown, or it was begun. */
    static Failure unknown(ErrorCode code, String message) {
        return new Failure(code.number(), false, "", message, "");
    }

    /** The work was certainly not done. */
    static Failure notProcessed(ErrorCode code, String message) {
        return new Failure(code.number(), true, "", message, "");
    }
}
