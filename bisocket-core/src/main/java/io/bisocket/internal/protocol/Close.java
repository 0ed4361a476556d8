package io.bisocket.internal.protocol;

/**
 * Ends a socket or the session.
 *
 * @param scope what it ends
 * @param code why, a {@link CloseCode}
 * @param sequence this frame's own number, which follows that of the last message; 0 unless the
 *     scope is {@link CloseScope#SESSION}
 */
public record Close(CloseScope scope, int code, long sequence) implements Frame {

    /** Ends this socket alone. */
    public static Close attachment(CloseCode code) {
        return new Close(CloseScope.ATTACHMENT, code.number(), 0);
    }

    /** Ends the session at once. */
    public static Close abort(CloseCode code) {
        return new Close(CloseScope.ABORT, code.number(), 0);
    }

    @Override
    public FrameType type() {
        return FrameType.CLOSE;
    }
}
