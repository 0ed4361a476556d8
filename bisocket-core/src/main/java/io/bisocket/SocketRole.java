package io.bisocket;

/** Which of a client's two sockets, as the client sees it. */
public enum SocketRole {
    /** Carries messages from the client to the server. */
    SEND,
    /** Carries messages from the server to the client. */
    RECEIVE
}
