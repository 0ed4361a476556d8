package io.bisocket.internal.session;

import io.bisocket.SocketInfo;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** What a server offers to the wire formats: a place for each client. Thread-safe. */
public interface SessionHost {

    /**
     * A socket has said whose it is.
     *
     * @return completes when the listeners have been told: only then is the socket welcomed
     */
    CompletionStage<Void> socketOpened(SocketInfo socket);

    /** A socket is gone that never became part of a link. */
    void socketClosed(SocketInfo socket);

    /**
     * Both sockets are there: opens a session. The link is to call {@link LinkListener#onOpened}
     * when messages can come and go.
     *
     * @param receive the client's receive socket
     * @param send the client's send socket
     * @return empty if the id has a live session, which is never displaced, or no more sessions are
     *     opened; the link's sockets are then to be closed, and reported by {@link #socketClosed}
     */
    Optional<LinkListener> open(SocketInfo receive, SocketInfo send, Link link);

    /** Whether the id has a live session. */
    boolean isTaken(UUID clientId);
}
