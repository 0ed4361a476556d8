package io.bisocket.internal.v2;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.HandlerFailure;
import io.bisocket.NotConnectedException;
import io.bisocket.internal.link.FailureReport;
import io.bisocket.internal.protocol.Failure;
import java.util.Arrays;

/** From failures as the session tells them to what callers are thrown. */
final class CallFailures {

    private CallFailures() {}

    /**
     * @param method what was called; empty where that is not known
     */
    static BiSocketException toException(Failure failure, String method) {
        ErrorCode code = code(failure.code());
        if (code == ErrorCode.SESSION_LOST && failure.notProcessed()) {
            return new NotConnectedException(failure.message() + "; nothing was sent", null);
        }
        HandlerFailure words =
                new HandlerFailure(
                        failure.type(),
                        failure.message(),
                        method.isEmpty() ? null : method,
                        failure.trace().isEmpty() ? null : failure.trace());
        return new FailureReport(code, failure.notProcessed(), words)
                .toException(method.isEmpty() ? null : method);
    }

    /** The code with this number; a later version may send ones that this one does not know. */
    private static ErrorCode code(int number) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.number() == number)
                .findFirst()
                .orElse(ErrorCode.HANDLER_FAILED);
    }
}
