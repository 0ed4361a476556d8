package io.bisocket;

import org.jspecify.annotations.Nullable;

/** A connection could not be established because the two ends did not agree on how to talk. */
public class HandshakeException extends BiSocketException {

    private static final long serialVersionUID = 1L;

    public HandshakeException(String message) {
        this(message, null);
    }

    public HandshakeException(String message, @Nullable Throwable cause) {
        this(ErrorCode.HANDSHAKE_FAILED, message, cause);
    }

    protected HandshakeException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
