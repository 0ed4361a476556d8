package io.bisocket;

import org.jspecify.annotations.Nullable;

/** The connection ended while work was under way; whether that work was done is unknown. */
public class ConnectionLostException extends BiSocketException {

    private static final long serialVersionUID = 1L;

    public ConnectionLostException(String message) {
        this(message, null);
    }

    public ConnectionLostException(String message, @Nullable Throwable cause) {
        super(ErrorCode.CONNECTION_LOST, message, cause);
    }

    protected ConnectionLostException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
