package io.bisocket;

import org.jspecify.annotations.Nullable;

/** No reply came within the deadline; whether the request was processed is unknown. */
public class RequestTimeoutException extends BiSocketException {

    private static final long serialVersionUID = 1L;

    public RequestTimeoutException(String message) {
        this(message, null);
    }

    public RequestTimeoutException(String message, @Nullable Throwable cause) {
        super(ErrorCode.TIMEOUT, message, cause);
    }
}
