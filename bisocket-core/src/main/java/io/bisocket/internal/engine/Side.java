package io.bisocket.internal.engine;

import io.bisocket.SocketRole;

/** Which end of a session this is: it says which socket carries what. */
public enum Side {
    CLIENT(SocketRole.SEND, SocketRole.RECEIVE),
    SERVER(SocketRole.RECEIVE, SocketRole.SEND);

    private final SocketRole outRole;
    private final SocketRole inRole;

    Side(SocketRole outRole, SocketRole inRole) {
        this.outRole = outRole;
        this.inRole = inRole;
    }

    /** The socket that carries this side's messages. */
    public SocketRole outRole() {
        return outRole;
    }

    /** The socket that carries the peer's messages. */
    public SocketRole inRole() {
        return inRole;
    }
}
