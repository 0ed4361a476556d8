package io.bisocket;

import org.jspecify.annotations.Nullable;

/** The root of everything that bisocket throws; always unchecked, always with a code. */
public class BiSocketException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String message;

    public BiSocketException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public BiSocketException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }

    /** What went wrong, and what it ended. */
    public final ErrorCode code() {
        return code;
    }
}
