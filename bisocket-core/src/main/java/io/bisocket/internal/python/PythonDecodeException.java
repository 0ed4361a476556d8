package io.bisocket.internal.python;

import io.bisocket.ProtocolException;

/** A frame body that cannot be accepted. Has no stack trace, and never holds key material. */
public final class PythonDecodeException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    PythonDecodeException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why the body was refused. */
    public Reason reason() {
        return reason;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    /** Why a body is refused. */
    public enum Reason {
        /** Unreadable: written in another mode or under another key, or altered on the way. */
        MODE_OR_KEY,
        /** It decompresses to more than a genuine body ever does. */
        SIZE,
        /** Authentic, but received before or sent by this very end. */
        REPLAY,
        /** Readable, but its fields are not those that were expected. */
        FIELDS
    }
}
