package io.bisocket;

import org.jspecify.annotations.Nullable;

/** The peer sent what the protocol does not allow; the connection is closed. */
public class ProtocolException extends BiSocketException {

    private static final long serialVersionUID = 1L;

    public ProtocolException(String message) {
        this(message, null);
    }

    public ProtocolException(String message, @Nullable Throwable cause) {
        super(ErrorCode.PROTOCOL_ERROR, message, cause);
    }
}
