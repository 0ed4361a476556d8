package io.bisocket.internal.protocol;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why something is closed or about to be, with its number on the wire. A receiver takes numbers
 * that it does not know as they are, so that later versions may add some.
 */
public enum CloseCode {
    /** Nothing is wrong. */
    NORMAL(0),
    /** The peer sent what the protocol does not allow. */
    PROTOCOL_ERROR(1),
    /** The client id has a live session. */
    CLIENT_ID_IN_USE(5),
    /** The peer acknowledged nothing for too long. */
    SLOW_CONSUMER(6),
    /** The node shuts down. */
    SHUTDOWN(16),
    /** There is no such session, or no longer. */
    SESSION_UNKNOWN(17),
    /** Answers a probe: the session is there. */
    SESSION_KNOWN(18),
    /** A newer socket has taken the role over. */
    REPLACED(19),
    /** The attach number is not above those seen before. */
    STALE(20),
    /** The key has expired. */
    KEY_EXPIRED(21),
    /** The key has been revoked. */
    KEY_REVOKED(22),
    /** The key may not speak for this client id. */
    CLIENT_ID_REFUSED(23),
    /** The instance id is the receiver's own: somebody reflects its frames. */
    OWN_INSTANCE(24),
    /** No further client is accepted now. */
    TOO_MANY(25),
    /** The application has ended the session without waiting. */
    ABORTED(26),
    /** The server's authenticator refuses the client. */
    CLIENT_REFUSED(27);

    private final int number;

    CloseCode(int number) {
        this.number = number;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }

    /** The code with this number, if it has a name. */
    public static Optional<CloseCode> of(int number) {
        return Arrays.stream(values()).filter(code -> code.number == number).findFirst();
    }
}
