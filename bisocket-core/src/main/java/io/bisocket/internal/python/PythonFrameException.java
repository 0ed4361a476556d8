package io.bisocket.internal.python;

import io.bisocket.ProtocolException;
import java.time.Duration;

/** A frame that could not be read to its end. Has no stack trace. */
public final class PythonFrameException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    private PythonFrameException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    static PythonFrameException tooLarge(FrameLimit limit, long received) {
        return new PythonFrameException(
                Reason.TOO_LARGE,
                "frame is larger than the %d bytes that %s allows: %d bytes of it have come"
                        .formatted(limit.bytes(), limit.settingName(), received));
    }

    static PythonFrameException tooSlow(Duration timeout, long received) {
        return new PythonFrameException(
                Reason.TOO_SLOW,
                "frame was not complete within %s of its first byte: %d bytes of it have come"
                        .formatted(timeout, received));
    }

    static PythonFrameException cutShort(long received) {
        return new PythonFrameException(
                Reason.CUT_SHORT,
                "connection closed after %d bytes of an incomplete frame".formatted(received));
    }

    /** Why the frame could not be read. */
    public Reason reason() {
        return reason;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    /** Why a frame cannot be read. */
    public enum Reason {
        /** Larger than the limit. */
        TOO_LARGE,
        /** Incomplete for too long. */
        TOO_SLOW,
        /** The connection closed within it. */
        CUT_SHORT
    }
}
