package io.bisocket.internal.server;

import io.bisocket.ClientSession;
import io.bisocket.ClientTarget;
import io.bisocket.MessageSpec;
import io.bisocket.internal.call.Caller;
import java.util.Optional;
import java.util.UUID;

/** A client by its id, wherever it is. Thread-safe. */
final class AddressedClient implements ClientTarget {

    private final UUID id;
    private final PushContext context;
    private final Caller caller;

    AddressedClient(UUID id, PushContext context) {
        this.id = id;
        this.context = context;
        this.caller = context.newCaller(this, () -> context.relay().to(id));
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public boolean isConnected() {
        return context.directory().isConnected(id);
    }

    @Override
    public Optional<ClientSession> session() {
        return context.directory().sessionHere(id);
    }

    @Override
    public String dialect() {
        return context.relay().dialect(id);
    }

    @Override
    public MessageSpec method(String method) {
        return caller.method(method);
    }

    @Override
    public String toString() {
        return "client " + id;
    }
}
