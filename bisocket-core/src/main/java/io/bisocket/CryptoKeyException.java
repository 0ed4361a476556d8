package io.bisocket;

/** The crypto key is missing or cannot be used as it is. Nothing was started. */
public class CryptoKeyException extends BiSocketException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with the key. */
    public enum Reason {
        /** A key is required, and there is none. */
        MISSING,
        /** The key still holds an unresolved <code>${...}</code> placeholder. */
        UNRESOLVED_PLACEHOLDER,
        /** The public built-in key was asked to leave loopback. */
        BUILT_IN_OFF_LOOPBACK
    }

    private final Reason reason;

    public CryptoKeyException(Reason reason, String message) {
        super(ErrorCode.BAD_CONFIGURATION, message);
        this.reason = reason;
    }

    /** What is wrong with the key. */
    public Reason reason() {
        return reason;
    }
}
