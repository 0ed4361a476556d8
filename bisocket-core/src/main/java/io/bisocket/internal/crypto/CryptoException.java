package io.bisocket.internal.crypto;

/**
 * What came from the peer was refused. The connection that it came on is over; the message is for
 * the local log, a peer learns nothing but the end of the connection.
 *
 * <p>Carries no stack trace: anyone on the network can provoke it, so it must be cheap.
 */
public final class CryptoException extends RuntimeException {

    /** Why something was refused. */
    public enum Reason {
        /** A tag did not match: altered, replayed, reordered, or sealed under another key. */
        NOT_AUTHENTIC,
        /** A length outside of what the format allows; found before anything was decrypted. */
        LENGTH,
        /** A public key whose shared secret is zero, whatever the private key. */
        PUBLIC_KEY,
        /** The counter is used up, and its key with it. */
        EXHAUSTED,
        /** An earlier failure ended this direction already. */
        ENDED
    }

    private final Reason reason;

    CryptoException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
