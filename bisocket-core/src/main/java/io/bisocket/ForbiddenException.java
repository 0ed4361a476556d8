package io.bisocket;

/**
 * The caller may not do what it has asked for. A handler or an interceptor throws it to say so; the
 * caller is told the code and a fixed text. When it is thrown before the handler was called,
 * nothing was processed; otherwise that is unknown.
 */
public class ForbiddenException extends BiSocketException {

    private static final long serialVersionUID = 1L;

    private final boolean reported;

    /** This end refuses, with a fixed text. */
    public ForbiddenException() {
        this("the caller is not allowed to do this", false);
    }

    private ForbiddenException(String message, boolean reported) {
        super(ErrorCode.FORBIDDEN, message);
        this.reported = reported;
    }

    /** The peer has refused. */
    public static ForbiddenException reported(String message) {
        return new ForbiddenException(message, true);
    }

    /**
     * Whether it was the peer that refused. A handler that passes such a one on has failed: its own
     * caller was not refused.
     */
    public boolean isReported() {
        return reported;
    }
}
