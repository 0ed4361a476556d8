package io.bisocket;

import org.jspecify.annotations.Nullable;

/**
 * A session ended that no new connection could resume; whether what was under way was processed is
 * unknown.
 */
public class SessionLostException extends ConnectionLostException {

    private static final long serialVersionUID = 1L;

    public SessionLostException(String message) {
        this(message, null);
    }

    public SessionLostException(String message, @Nullable Throwable cause) {
        super(ErrorCode.SESSION_LOST, message, cause);
    }
}
