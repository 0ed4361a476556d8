package io.bisocket.spring.handler;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;

/** A request does not hold what a handler asks for: what its caller is told. */
final class BadArgumentException extends BiSocketException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what is missing or wrong
     * @param cause what handlers of failures get to see
     */
    BadArgumentException(String message, Exception cause) {
        super(ErrorCode.BAD_PAYLOAD, message, cause);
    }

    /** What handlers of failures get to see: the exception that Spring has for it. */
    static Throwable seen(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof BadArgumentException && cause != null ? cause : failure;
    }
}
