package io.bisocket;

import org.jspecify.annotations.Nullable;

/**
 * Told what happens, to be counted. One belongs to one server or client. Called on event loops and
 * in the middle of everything: must be thread-safe and quick, and must not block or throw. Without
 * one nothing is measured.
 */
public interface BiSocketMetrics {

    /** Stands for all methods that have no handler of their own, nor one by a pattern. */
    String OTHER_METHODS = "*";

    /** Counts nothing. */
    static BiSocketMetrics none() {
        return NoMetrics.INSTANCE;
    }

    /** Both sockets of a session are there. */
    default void sessionOpened(String dialect) {}

    /**
     * A session that was open has ended.
     *
     * @param cause null if it was closed in good order
     */
    default void sessionClosed(String dialect, @Nullable ErrorCode cause) {}

    /** A client that had lost its connection has it back. */
    default void reconnected() {}

    /** A client's attempt to connect has failed. */
    default void connectFailed(ErrorCode cause) {}

    /** A session that goes on has lost a socket. In formats that resume. */
    default void socketLost(SocketRole role) {}

    /** A lost socket has been replaced. */
    default void socketResumed(SocketRole role) {}

    /**
     * A server has refused a connection or a session.
     *
     * @param reason one of some 20 short names in lower case, such as {@code max-connections} or
     *     {@code client-id-in-use}; {@code handshake} for whoever did not get as far as to show a
     *     key that counts
     */
    default void refused(String reason) {}

    /**
     * A message has been sent.
     *
     * @param bytes of the payload
     * @param packedBytes of the payload as it goes on the wire; the same where it was not
     *     compressed, and in the Python format
     */
    default void messageSent(MessageType type, int bytes, int packedBytes) {}

    /** A message has come; as {@link #messageSent}. */
    default void messageReceived(MessageType type, int bytes, int packedBytes) {}

    /** Messages wait because the peer has not granted any more of their class. */
    default void creditStalled() {}

    /**
     * The handling of a call has ended, or was refused.
     *
     * @param method under which name the handler is registered, a method or a pattern of methods;
     *     {@link #OTHER_METHODS} for the handler of all others, and where there is none
     * @param failure null if all went well
     * @param nanos from the start of the handler to its end; 0 if it was not started
     */
    default void handled(String method, CallKind kind, @Nullable ErrorCode failure, long nanos) {}

    /**
     * A call to the peer has ended.
     *
     * @param method as the caller gave it
     * @param failure null if all went well; {@link ErrorCode#OUTBOX_FULL} for instance
     * @param nanos from the call to its end: the reply, the last item, or that it was accepted
     */
    default void called(String method, CallKind kind, @Nullable ErrorCode failure, long nanos) {}
}
