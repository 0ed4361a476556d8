package io.bisocket.internal.server;

import io.bisocket.BroadcastResult;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.link.Outlet;
import io.bisocket.internal.session.Callbacks;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Reaches the clients of one node by their links. Thread-safe. */
final class LocalRelay implements ClientRelay {

    private final LocalDirectory directory;
    private final Callbacks callbacks;

    /**
     * @param callbacks where callers are told
     */
    LocalRelay(LocalDirectory directory, Callbacks callbacks) {
        this.directory = directory;
        this.callbacks = callbacks;
    }

    @Override
    public Outlet to(UUID clientId) {
        return directory.session(clientId).link();
    }

    @Override
    public String dialect(UUID clientId) {
        return directory.session(clientId).dialect();
    }

    @Override
    public CompletableFuture<BroadcastResult> broadcast(
            Selection selection, Outgoing message, WhenFull whenFull) {
        List<ServerSession> sessions = List.copyOf(directory.select(selection));
        BroadcastOutcome outcome = new BroadcastOutcome(sessions.size());
        for (ServerSession session : sessions) {
            outcome.follow(session.id(), () -> session.send(message, whenFull));
        }
        return callbacks.of(outcome.result());
    }
}
