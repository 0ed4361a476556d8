package io.bisocket.internal.protocol;

import io.bisocket.ProtocolException;

/** The peer sent bytes or a message that the protocol does not allow. Has no stack trace. */
public final class FrameException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    public FrameException(String message) {
        super(message);
    }

    /** A value that is not one of those allowed. */
    public static FrameException mustBe(String what, Object expected, Object actual) {
        return new FrameException("%s must be %s but was %s".formatted(what, expected, actual));
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
