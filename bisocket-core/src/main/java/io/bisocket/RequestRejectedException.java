package io.bisocket;

import org.jspecify.annotations.Nullable;

/** The request was certainly not processed, so it is safe to try it again. */
public class RequestRejectedException extends BiSocketException {

    private static final long serialVersionUID = 1L;

    public RequestRejectedException(String message) {
        this(ErrorCode.REJECTED, message, null);
    }

    public RequestRejectedException(String message, @Nullable Throwable cause) {
        this(ErrorCode.REJECTED, message, cause);
    }

    /**
     * @param code why it was refused
     */
    public RequestRejectedException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
