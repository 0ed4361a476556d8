package io.bisocket;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What went wrong, as both ends name it. The number is stable and travels on the wire of protocols
 * that carry codes.
 */
public enum ErrorCode {
    /** A frame or message that the protocol does not allow. Ends the connection. */
    PROTOCOL_ERROR(1, Scope.CONNECTION),
    /** The two ends could not agree on how to talk. Ends the connection. */
    HANDSHAKE_FAILED(2, Scope.CONNECTION),
    /** The peer does not hold the key. Ends the connection. */
    AUTHENTICATION_FAILED(3, Scope.CONNECTION),
    /** The connection ended; whether work in flight was done is unknown. */
    CONNECTION_LOST(4, Scope.CONNECTION),
    /** The client id is in use by another live connection. Ends the connection. */
    CLIENT_ID_IN_USE(5, Scope.CONNECTION),
    /** The peer did not read for too long. Ends the connection. */
    SLOW_CONSUMER(6, Scope.CONNECTION),
    /** A setting, such as the key, is missing or cannot be used. Nothing was started. */
    BAD_CONFIGURATION(7, Scope.CONNECTION),
    /** The session ended, and with it what was under way; whether that was done is unknown. */
    SESSION_LOST(8, Scope.CONNECTION),
    /** No handler has the requested method name. Certainly not processed. */
    NO_HANDLER(32, Scope.REQUEST),
    /** The handler threw, or its future failed. */
    HANDLER_FAILED(33, Scope.REQUEST),
    /** No reply within the deadline; whether the work was done is unknown. */
    TIMEOUT(34, Scope.REQUEST),
    /** Certainly not processed, so safe to try again. */
    REJECTED(35, Scope.REQUEST),
    /** A payload over a limit. Certainly not processed. */
    PAYLOAD_TOO_LARGE(36, Scope.REQUEST),
    /** A payload that could not be converted. */
    BAD_PAYLOAD(37, Scope.REQUEST),
    /** The peer takes no new requests because it is about to go. Certainly not processed. */
    DRAINING(38, Scope.REQUEST),
    /** The peer has no memory for the message now. */
    OVERLOADED(39, Scope.REQUEST),
    /** The requester has cancelled. */
    CANCELLED(40, Scope.REQUEST),
    /** Too much waits to be sent to the peer already. Certainly not processed. */
    OUTBOX_FULL(41, Scope.REQUEST),
    /** The caller may not do this. */
    FORBIDDEN(42, Scope.REQUEST);

    /** What an error ends. */
    public enum Scope {
        /** One request; the connection goes on. */
        REQUEST,
        /** The connection, and every request on it. */
        CONNECTION
    }

    private static final Map<Integer, ErrorCode> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toMap(ErrorCode::number, code -> code));

    private final int number;
    private final Scope scope;

    ErrorCode(int number, Scope scope) {
        this.number = number;
        this.scope = scope;
    }

    /** The code with this number, if there is one: a newer peer may know more of them. */
    public static Optional<ErrorCode> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    /** The stable number of this code, 1 to 65535. */
    public int number() {
        return number;
    }

    /** What this error ends. */
    public Scope scope() {
        return scope;
    }
}
