package io.bisocket;

import org.jspecify.annotations.Nullable;

/** The two ends hold different keys. */
public class AuthenticationFailedException extends HandshakeException {

    private static final long serialVersionUID = 1L;

    public AuthenticationFailedException(String message) {
        this(message, null);
    }

    public AuthenticationFailedException(String message, @Nullable Throwable cause) {
        super(ErrorCode.AUTHENTICATION_FAILED, message, cause);
    }
}
