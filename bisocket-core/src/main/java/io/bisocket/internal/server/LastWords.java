package io.bisocket.internal.server;

import io.bisocket.ClientSession;
import io.bisocket.SocketInfo;
import io.bisocket.SocketRole;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What listeners hear of a session when all of it has ended. Thread-safe. */
final class LastWords {

    private final ClientSession session;
    private final ListenerCalls listeners;
    private final Queue<SocketInfo> sockets = new ConcurrentLinkedQueue<>();

    LastWords(ClientSession session, ListenerCalls listeners) {
        this.session = session;
        this.listeners = listeners;
    }

    /** A socket that has gone, of which is told only at the end. */
    void add(SocketInfo socket) {
        sockets.add(socket);
    }

    /**
     * Tells in the order that {@link io.bisocket.ServerListener} promises.
     *
     * @param wasOpened whether listeners know of the session
     */
    CompletableFuture<Void> tell(boolean wasOpened) {
        CompletableFuture<Void> receive = tellClosed(SocketRole.RECEIVE);
        CompletableFuture<Void> client =
                wasOpened
                        ? listeners.tell(session.id(), each -> each.clientClosed(session))
                        : CompletableFuture.completedFuture(null);
        return CompletableFuture.allOf(receive, client, tellClosed(SocketRole.SEND));
    }

    private CompletableFuture<Void> tellClosed(SocketRole role) {
        return CompletableFuture.allOf(
                sockets.stream()
                        .filter(socket -> socket.role() == role)
                        .map(socket -> listeners.tell(session.id(), l -> l.socketClosed(socket)))
                        .toArray(CompletableFuture[]::new));
    }
}
