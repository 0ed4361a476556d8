package io.bisocket.internal.link;

import io.bisocket.SocketInfo;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a server offers to the wire formats: a place for each client. Thread-safe. */
public interface SessionHost {

    /**
     * A socket has said whose it is, and has no link yet.
     *
     * @return completes when the listeners have been told
     */
    CompletionStage<Void> socketOpened(SocketInfo socket);

    /** A socket is gone that never became part of a link. */
    void socketClosed(SocketInfo socket);

    /**
     * A connection or a session was refused.
     *
     * @param reason as {@link io.bisocket.BiSocketMetrics#refused} has it
     */
    default void refused(String reason) {}

    /**
     * Finds out who a client is, before anything is opened for it or taken from another.
     *
     * @return empty if it is not welcome; on whatever thread, never fails
     */
    CompletionStage<Optional<KnownClient>> identify(Credentials credentials);

    /**
     * Opens a session. The link tells its listener of sockets that it has, except those told here
     * before, and calls {@link LinkListener#onOpened} when messages can come and go.
     *
     * @param former the link of the client's live session, whose place this one takes when messages
     *     can come and go; until then, and if that never happens, nothing changes for the former.
     *     Null if the place has to be free
     * @return empty if the id has a live session, or no more sessions are opened
     */
    Optional<LinkListener> open(KnownClient client, Link link, @Nullable Link former);

    /** Whether the id has a live session that does not drain. */
    boolean isTaken(UUID clientId);
}
