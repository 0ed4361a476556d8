package io.bisocket.internal.compression;

/**
 * A body that is not one whole bzip2 stream, or that yields more than it may. Has no stack trace.
 */
public final class Bzip2Exception extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String message;

    Bzip2Exception(Reason reason, String message) {
        super(message, null, false, false);
        this.message = message;
        this.reason = reason;
    }

    @Override
    public String getMessage() {
        return message;
    }

    /** What is wrong with the body. */
    public Reason reason() {
        return reason;
    }

    /** What can be wrong with a body. */
    public enum Reason {
        /** No bzip2 stream, a truncated one, or one whose checksum or structure is wrong. */
        CORRUPT,
        /** Bytes follow the end of the stream. */
        TRAILING_BYTES,
        /** The stream yields more than the caller allows. */
        TOO_LARGE
    }
}
